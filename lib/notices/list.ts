import { and, desc, eq, gt, ne, or, type SQL, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notices } from "@/db/schema/notices";
import { operators } from "@/db/schema/operators";
import { services } from "@/db/schema/services";
import type { Context, Operator } from "../context";
import { within } from "../operators/access";

/** How many the page shows, the latest first. */
const SHOWN = 100;
/** Beyond it the exact number of new ones is of no use. */
const COUNTED = 100;

type OperatorContext = Context & { actor: Operator };
export type NoticeRow = Awaited<ReturnType<typeof listNotices>>[number];

/** What an operator is told: of the services enabled, and a request only where it may be decided on. */
const forOperator = (actor: Operator): SQL | undefined =>
  and(
    within(actor, notices.serviceId),
    or(
      ne(notices.kind, "approval-requested"),
      and(
        within(actor, notices.serviceId, "approve"),
        sql`${flows.approvalRequestedBy} is distinct from ${actor.name}`,
      ),
    ),
  );

/** The latest notices; `fresh` are those that came since the operator last looked. */
export async function listNotices(ctx: OperatorContext) {
  return ctx.db
    .select({
      id: notices.id,
      kind: notices.kind,
      at: notices.at,
      flowId: notices.flowId,
      note: flows.note,
      createdAt: flows.createdAt,
      serviceName: services.name,
      fresh: sql<boolean>`${notices.id} > ${seenBy(ctx.actor)}`,
    })
    .from(notices)
    .innerJoin(flows, eq(flows.id, notices.flowId))
    .innerJoin(services, eq(services.id, notices.serviceId))
    .where(forOperator(ctx.actor))
    .orderBy(desc(notices.id))
    .limit(SHOWN);
}

/** How many came since the operator last looked, up to 100. */
export async function countNewNotices(ctx: OperatorContext): Promise<number> {
  const fresh = ctx.db
    .select({ id: notices.id })
    .from(notices)
    .innerJoin(flows, eq(flows.id, notices.flowId))
    .where(and(gt(notices.id, seenBy(ctx.actor)), forOperator(ctx.actor)))
    .limit(COUNTED)
    .as("fresh");
  const [found] = await ctx.db.select({ n: sql<number>`count(*)::int` }).from(fresh);
  return found?.n ?? 0;
}

const seenBy = (actor: Operator) =>
  sql<number>`(select ${operators.noticesSeen} from ${operators} where ${operators.id} = ${actor.id})`;
