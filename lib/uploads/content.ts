import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { uploadChunks } from "@/db/schema/uploads";

/** The content of an upload as a private file on this machine; whoever takes it removes it. */
export async function takeContent(db: Db | Tx, uploadId: string): Promise<{ file: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "flussio-upload-"));
  const remove = () => rm(directory, { recursive: true, force: true });
  const file = join(directory, "upload");
  try {
    const handle = await open(file, "wx", 0o600);
    try {
      for (const position of await positionsOf(db, uploadId)) {
        const piece = await db.query.uploadChunks.findFirst({
          where: (t, { and, eq: is }) => and(is(t.uploadId, uploadId), is(t.position, position)),
        });
        if (piece) await handle.write(piece.content);
      }
    } finally {
      await handle.close();
    }
    return { file, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function positionsOf(db: Db | Tx, uploadId: string): Promise<number[]> {
  const pieces = await db
    .select({ position: uploadChunks.position })
    .from(uploadChunks)
    .where(eq(uploadChunks.uploadId, uploadId))
    .orderBy(asc(uploadChunks.position));
  return pieces.map(({ position }) => position);
}
