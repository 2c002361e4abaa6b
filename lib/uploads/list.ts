import { and, desc, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { uploads } from "@/db/schema/uploads";
import type { Context } from "../context";
import { within } from "../operators/access";

/** More than anybody looks at. */
const listed = 20;

/** The last files sent for a flow, newest first; each is kept for 7 days. */
export async function listUploads({ db, actor }: Context, flowId: string) {
  return db
    .select({
      id: uploads.id,
      fileName: uploads.fileName,
      state: uploads.state,
      createdAt: uploads.createdAt,
      createdBy: uploads.createdBy,
    })
    .from(uploads)
    .innerJoin(flows, eq(flows.id, uploads.flowId))
    .where(and(eq(uploads.flowId, flowId), within(actor, flows.serviceId, "compose")))
    .orderBy(desc(uploads.createdAt))
    .limit(listed);
}
