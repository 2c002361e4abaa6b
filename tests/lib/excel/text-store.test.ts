import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { TextStore } from "@/lib/excel/text-store";

it("gives every text back, whether it waits in memory or on the disk, and leaves no file", async () => {
  const directory = await mkdtemp(join(tmpdir(), "flussio-texts-"));
  const file = join(directory, "texts");
  const store = new TextStore(file);
  // 25 million characters: three times what stays in memory.
  const textOf = (n: number) => (n % 3 === 0 ? `sì ${n}` : `${n} è così ✉️ ${"perché la città ".repeat(100)}`);
  for (let n = 0; n < 24_000; n++) store.add(textOf(n));
  expect(store.length).toBe(24_000);
  for (let n = 0; n < 24_000; n += 7) expect(store.at(n)).toBe(textOf(n));
  for (const n of [0, 1, 23_999, 2, 1]) expect(store.at(n)).toBe(textOf(n));
  expect(store.at(24_000)).toBeUndefined();
  store.close();
  expect(existsSync(file)).toBe(false);
  await rm(directory, { recursive: true });
});
