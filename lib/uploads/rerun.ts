import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { uploadChunks, uploads } from "@/db/schema/uploads";
import type { ImportMode } from "@/db/states";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { findUpload } from "./find";
import { mayImport } from "./may-import";

/** Reads the same content once more in another way: only its valid rows, or in the place of the rows of the flow. */
export async function rerunUpload(
  ctx: Context,
  { uploadId, mode, replace }: { uploadId: string; mode: ImportMode; replace: boolean },
): Promise<{ uploadId: string }> {
  const before = await findUpload(ctx, uploadId);
  if (before.state !== "refused" && before.state !== "failed") throw new Refusal("changed-meanwhile", {});
  const { flowId, fileName, sha256, bytes } = before;
  const { operatorId } = await mayImport(ctx, { flowId, replace });
  const id = randomUUID();
  await ctx.db.transaction(async (tx) => {
    const made = { id, operatorId, createdAt: ctx.now, createdBy: ctx.actor.name };
    await tx.insert(uploads).values({ flowId, fileName, sha256, bytes, mode, replace, ...made });
    await tx.execute(sql`
      insert into ${uploadChunks} (upload_id, position, content)
      select ${id}, position, content from ${uploadChunks} where upload_id = ${uploadId}`);
  });
  ctx.emit({ name: "flussio/upload.received", data: { uploadId: id } });
  return { uploadId: id };
}
