import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { newSalt } from "@/lib/appio/sandbox/ulid";

/**
 * An append-only file that keeps the messages over a restart of the sandbox: a first line with the salt of its
 * identifiers, then one line a message. Readable by its owner only: it holds the fiscal codes of the demo.
 */
export function openStateFile(path: string) {
  mkdirSync(dirname(path), { recursive: true });
  const kept = existsSync(path) ? readFileSync(path, "utf8") : "";
  const [heading = "", ...lines] = kept.split("\n");
  const known = /^flussio-sandbox ([0-9A-Z]{8})$/.exec(heading)?.[1];
  const begin = (salt: string) => {
    writeFileSync(path, `flussio-sandbox ${salt}\n`, { mode: 0o600 });
    return salt;
  };
  const salt = known ?? begin(newSalt());
  const stream = createWriteStream(path, { flags: "a", mode: 0o600 });
  // A process that died while writing leaves half a line: the next one must not be glued to it.
  if (known && !kept.endsWith("\n")) stream.write("\n");

  return {
    salt,
    lines: known ? lines.filter((line) => line !== "") : [],
    append(line: string): void {
      stream.write(`${line}\n`);
    },
    /** Forgets every message; the salt of the next ones. */
    clear: () => begin(newSalt()),
    close: () => new Promise<void>((resolve) => stream.end(() => resolve())),
  };
}
export type StateFile = ReturnType<typeof openStateFile>;
