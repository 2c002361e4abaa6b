import { createHash } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileLimits, Unreadable } from "./unreadable";

export type Upload = { file: string; sha256: string };

/** Past the limit the rest is still taken in and thrown away, up to here: a browser reads no answer before it has sent all. */
const patience = 4 * fileLimits.bytes;

/** Puts a request's body on the disk piece by piece, lends it and removes it. Throws Unreadable beyond the size limit. */
export async function withUpload<T>(
  body: ReadableStream<Uint8Array> | null,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  const { remove, ...upload } = await takeUpload(body);
  return use(upload).finally(remove);
}

/** The same for a use that outlives the call: whoever takes it removes it. */
export async function takeUpload(
  body: ReadableStream<Uint8Array> | null,
): Promise<Upload & { remove(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "flussio-upload-"));
  const remove = () => rm(directory, { recursive: true, force: true });
  const file = join(directory, "upload");
  try {
    return { file, sha256: await receive(body, file), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function receive(body: ReadableStream<Uint8Array> | null, path: string): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "wx", 0o600);
  let bytes = 0;
  const reader = body?.getReader();
  try {
    for (let piece = await reader?.read(); piece?.value && bytes <= patience; piece = await reader?.read()) {
      bytes += piece.value.byteLength;
      if (bytes > fileLimits.bytes) continue;
      hash.update(piece.value);
      await file.write(piece.value);
    }
  } finally {
    await file.close();
    await reader?.cancel();
  }
  if (bytes > fileLimits.bytes) throw new Unreadable("file-too-large", { megabytes: fileLimits.bytes / 1_000_000 });
  return hash.digest("hex");
}
