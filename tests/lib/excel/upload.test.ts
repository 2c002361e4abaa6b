import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fileLimits } from "@/lib/excel/unreadable";
import { withUpload } from "@/lib/excel/upload";

/** A body of so many bytes, made as it is read. */
function bodyOf(bytes: number) {
  let left = bytes;
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = Math.min(left, 1_000_000);
      if (piece === 0) return controller.close();
      left -= piece;
      taken += piece;
      controller.enqueue(new Uint8Array(piece).fill(65));
    },
  });
  return { body, taken: () => taken };
}

describe("withUpload", () => {
  it("puts the body on the disk with its hash, and removes it", async () => {
    const seen = await withUpload(bodyOf(2_500_000).body, async ({ file, sha256 }) => {
      const content = readFileSync(file);
      expect(content.length).toBe(2_500_000);
      expect(sha256).toBe(createHash("sha256").update(content).digest("hex"));
      return file;
    });
    expect(existsSync(seen)).toBe(false);
  });

  it("removes the file also when its use fails", async () => {
    let seen = "";
    const failing = withUpload(bodyOf(10).body, async ({ file }) => {
      seen = file;
      throw new Error("failed");
    });
    await expect(failing).rejects.toThrow("failed");
    expect(existsSync(seen)).toBe(false);
  });

  it("takes a missing body for an empty file", async () => {
    expect(await withUpload(null, async ({ file }) => readFileSync(file).length)).toBe(0);
  });

  it("refuses what is larger than the limit, after taking it in for the browser's sake", async () => {
    const { body, taken } = bodyOf(fileLimits.bytes + 3_000_000);
    await expect(withUpload(body, async () => "used")).rejects.toMatchObject({ reason: "file-too-large" });
    expect(taken()).toBe(fileLimits.bytes + 3_000_000);
  });

  it("does not take in what never ends", async () => {
    const { body, taken } = bodyOf(Number.POSITIVE_INFINITY);
    await expect(withUpload(body, async () => "used")).rejects.toMatchObject({ reason: "file-too-large" });
    expect(taken()).toBeLessThan(5 * fileLimits.bytes);
  });
});
