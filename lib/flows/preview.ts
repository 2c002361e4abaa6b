import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { waiting } from "./send";

/** Where to look: the row after or before a position, or the nth. Its number is what the person was told. */
export type PreviewPlace = { number: number; after?: number; before?: number };

export type FlowPreview = Awaited<ReturnType<typeof previewRow>>;

/**
 * One of the rows that a send would take, as App IO would show it: `row` null when there is none there. The row beside
 * one that is known is found by its position, at the same cost wherever it is; a far one by an index alone, from the
 * nearer end.
 */
export async function previewRow(ctx: Context, flowId: string, place: PreviewPlace) {
  const [flow] = await ctx.db
    .select({
      id: flows.id,
      note: flows.note,
      createdAt: flows.createdAt,
      state: flows.state,
      disabled: flows.disabled,
      service: { id: services.id, name: services.name, organizationName: organizations.name },
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(and(eq(flows.id, flowId), within(ctx.actor, flows.serviceId)));
  if (!flow) throw notFound();
  const total = await ctx.db.$count(notifications, waiting(flowId));
  const number = Math.min(Math.max(1, place.number), Math.max(1, total));
  const position = await positionOf(ctx, flowId, { ...place, number }, total);
  const row =
    position === null
      ? undefined
      : await ctx.db.query.notifications.findFirst({
          columns: {
            id: true,
            position: true,
            importRow: true,
            fiscalCode: true,
            subject: true,
            body: true,
            dueDate: true,
            amount: true,
            noticeNumber: true,
            payableAfterDue: true,
          },
          where: and(waiting(flowId), eq(notifications.position, position)),
        });
  return { ...flow, total, number, row: row ?? null };
}

async function positionOf(ctx: Context, flowId: string, place: PreviewPlace, total: number): Promise<number | null> {
  const { after, before, number } = place;
  const backwards = before !== undefined || (after === undefined && number > total / 2);
  const skipped = after !== undefined || before !== undefined ? 0 : backwards ? total - number : number - 1;
  const [found] = await ctx.db
    .select({ position: notifications.position })
    .from(notifications)
    .where(
      and(
        waiting(flowId),
        after === undefined ? undefined : gt(notifications.position, after),
        before === undefined ? undefined : lt(notifications.position, before),
      ),
    )
    .orderBy((backwards ? desc : asc)(notifications.position))
    .limit(1)
    .offset(Math.max(0, skipped));
  return found?.position ?? null;
}
