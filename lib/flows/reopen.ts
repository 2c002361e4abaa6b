import { and, eq, inArray, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import type { Context } from "../context";
import { sources } from "./state";

/**
 * A row of the flow was edited by a person: whoever confirms a send must see the new version, and an Attivo flow
 * returns to Inattivo.
 */
export async function rowChanged(ctx: Context, flowId: string): Promise<void> {
  await ctx.db
    .update(flows)
    .set({ version: sql`${flows.version} + 1` })
    .where(eq(flows.id, flowId));
  await ctx.db
    .update(flows)
    .set({ state: "inactive" })
    .where(and(eq(flows.id, flowId), inArray(flows.state, sources("deactivate"))));
}
