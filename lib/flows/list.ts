import { asc, desc, eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { countLimit, countUpTo, type Page } from "../page";
import { scheduleState } from "./schedule-state";
import { awaitsApproval, type FlowSearch, flowConditions } from "./search";

export type FlowRow = Awaited<ReturnType<typeof listFlows>>["rows"][number];

const sortColumns = {
  created: flows.createdAt,
  updated: flows.updatedAt,
  state: flows.state,
  note: flows.note,
  scheduled: flows.scheduledAt,
};

/** One page of Archivio Flussi. */
export async function listFlows(ctx: Context, search: FlowSearch) {
  const { size } = search;
  const conditions = flowConditions(ctx.actor, search);
  const total = await countUpTo(ctx.db, sql`${flows}`, conditions);
  const { page, offset, backwards } = place(search, total);
  const order = search.descending !== backwards ? desc : asc;
  const rows = await ctx.db
    .select({
      id: flows.id,
      createdAt: flows.createdAt,
      state: flows.state,
      stopReason: flows.stopReason,
      scheduledAt: flows.scheduledAt,
      scheduleFault: flows.scheduleFault,
      awaitsApproval,
      note: flows.note,
      messages: sql<number>`(select count(*) from ${notifications}
          where ${notifications.flowId} = ${flows.id} and not ${notifications.disabled})::int`,
      updatedBy: flows.updatedBy,
      updatedAt: flows.updatedAt,
      disabled: flows.disabled,
      serviceName: services.name,
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .where(conditions)
    .orderBy(order(sortColumns[search.sort]), order(flows.id))
    .limit(size)
    .offset(offset);
  const listed = (backwards ? rows.reverse() : rows).map((row) => ({ ...row, missed: hasMissed(row, ctx.now) }));
  return { rows: listed, total, page, size } satisfies Page<unknown>;
}

/** A page counted from the end, where all are counted, is one of those counted from the beginning. */
function place({ page, size }: FlowSearch, total: number) {
  const known = page > 0 || total > countLimit ? page : Math.max(1, Math.ceil(total / size) + 1 + page);
  const backwards = known < 0;
  return { page: known, offset: (Math.abs(known) - 1) * size, backwards };
}

/** By the clock: the engine writes the fault down within a minute. */
function hasMissed(
  { scheduledAt, scheduleFault }: Pick<typeof flows.$inferSelect, "scheduledAt" | "scheduleFault">,
  now: Date,
) {
  return scheduledAt !== null && scheduleState({ scheduledAt, scheduleFault }, now) === "missed";
}
