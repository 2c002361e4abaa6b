import { randomUUID } from "node:crypto";
import { open } from "node:fs/promises";
import { uploadChunks, uploads } from "@/db/schema/uploads";
import type { ImportMode } from "@/db/states";
import type { Context } from "../context";
import { type Upload, withUpload } from "../excel/upload";
import { mayImport } from "./may-import";

export type UploadInput = {
  flowId: string;
  fileName: string;
  mode: ImportMode;
  /** The rows that the flow has give way to those of the file. */
  replace: boolean;
};

/** Bytes of a piece: one statement carries it, and a reading holds no more than a few. */
const pieceLength = 1_000_000;

/**
 * Takes in a file for a flow, to be read in the background; any process may read it, and none before all of it is there.
 * Throws Unreadable beyond the size limit.
 */
export async function receiveUpload(
  ctx: Context,
  { body, ...input }: UploadInput & { body: ReadableStream<Uint8Array> | null },
): Promise<{ uploadId: string }> {
  const { operatorId } = await mayImport(ctx, input);
  const uploadId = await withUpload(body, (upload) => store(ctx, { ...input, operatorId }, upload));
  ctx.emit({ name: "flussio/upload.received", data: { uploadId } });
  return { uploadId };
}

async function store(ctx: Context, input: UploadInput & { operatorId: string }, { file, sha256 }: Upload) {
  const id = randomUUID();
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    await ctx.db.transaction(async (tx) => {
      const made = { id, sha256, bytes: size, createdAt: ctx.now, createdBy: ctx.actor.name };
      await tx.insert(uploads).values({ ...input, ...made });
      for (let position = 0; position * pieceLength < size; position++) {
        const start = position * pieceLength;
        const content = new Uint8Array(Math.min(pieceLength, size - start));
        await handle.read(content, 0, content.length, start);
        await tx.insert(uploadChunks).values({ uploadId: id, position, content });
      }
    });
  } finally {
    await handle.close();
  }
  return id;
}
