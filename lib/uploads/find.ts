import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { uploads } from "@/db/schema/uploads";
import type { ImportMode, UploadState } from "@/db/states";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { type ImportOutcome, outcomeOf } from "./outcome";

export type FoundUpload = {
  id: string;
  flowId: string;
  fileName: string;
  sha256: string;
  bytes: number;
  state: UploadState;
  mode: ImportMode;
  replace: boolean;
  /** How much of it has been read, 0 to 1. */
  progress: number;
  /** How many times its reading was begun. */
  runs: number;
  createdAt: Date;
  createdBy: string;
  endedAt: Date | null;
  outcome: ImportOutcome | null;
};

/** A file that was sent for a flow, to whoever may compose for its service. */
export async function findUpload({ db, actor }: Context, uploadId: string): Promise<FoundUpload> {
  const [found] = await db
    .select({
      id: uploads.id,
      flowId: uploads.flowId,
      fileName: uploads.fileName,
      sha256: uploads.sha256,
      bytes: uploads.bytes,
      state: uploads.state,
      mode: uploads.mode,
      replace: uploads.replace,
      progress: uploads.progress,
      runs: uploads.runs,
      createdAt: uploads.createdAt,
      createdBy: uploads.createdBy,
      endedAt: uploads.endedAt,
      outcome: uploads.outcome,
    })
    .from(uploads)
    .innerJoin(flows, eq(flows.id, uploads.flowId))
    .where(and(eq(uploads.id, uploadId), within(actor, flows.serviceId, "compose")));
  if (!found) throw notFound();
  return { ...found, outcome: outcomeOf(found.outcome) };
}
