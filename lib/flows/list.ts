import { asc, desc, eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { countUpTo, type Page } from "../page";
import { type FlowSearch, flowConditions } from "./search";

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
  const { page, size } = search;
  const conditions = flowConditions(ctx.actor, search);
  const order = search.descending ? desc : asc;
  const [total, rows] = await Promise.all([
    countUpTo(ctx.db, sql`${flows}`, conditions),
    ctx.db
      .select({
        id: flows.id,
        createdAt: flows.createdAt,
        state: flows.state,
        stopReason: flows.stopReason,
        scheduledAt: flows.scheduledAt,
        scheduleFault: flows.scheduleFault,
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
      .offset((page - 1) * size),
  ]);
  return { rows, total, page, size } satisfies Page<unknown>;
}
