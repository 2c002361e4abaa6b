import type { PassThrough } from "node:stream";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { rowsOf } from "@/db/cursor";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { NotificationState, Reason } from "@/db/states";
import { record } from "../audit/record";
import type { Context } from "../context";
import { type ExportColumn, selectionOf, streamWorkbook } from "../excel/export";
import { another, earlier, sameNotice, sameSubject } from "../notifications/repeated";
import { within } from "../operators/access";
import { countLimit, type Page } from "../page";
import { notFound } from "../refusal";
import type { DuplicateKind } from "./duplicate-kinds";

/** A row that the send takes, and the flow of the row that it repeats. */
const leaving = alias(notifications, "leaving");
const otherFlow = alias(flows, "other_flow");

const takes = (flowId: string) =>
  and(eq(leaving.flowId, flowId), eq(leaving.state, "registered"), eq(leaving.disabled, false));

/** Within one flow the later row repeats the earlier one, not the other way round. */
const inOrder = sql`(${earlier.flowId} is distinct from ${leaving.flowId} or ${earlier.state} <> 'registered'
  or ${earlier.position} < ${leaving.position})`;

const repeats = (ctx: Context, kind: DuplicateKind): SQL | undefined =>
  kind === "notice"
    ? and(sameNotice(ctx, leaving), another(leaving.id), inOrder)
    : and(sameSubject(ctx, leaving), another(leaving.id));

/** Rows of a disabled flow do not leave. */
const stillCounts = sql`(${earlier.state} <> 'registered' or ${earlier.flowId} is null
  or exists (select 1 from ${flows} f where f.id = ${earlier.flowId} and not f.disabled))`;

export type FlowDuplicates = Awaited<ReturnType<typeof flowDuplicates>>;

/**
 * How much of what a send would take repeats something (words.md 18 and 19): payment notices that are there twice, in
 * this flow or in others of the last 30 days, and persons to whom the service has already written with that subject.
 */
export async function flowDuplicates(ctx: Context, flowId: string) {
  await mustSee(ctx, flowId);
  const pair = sql`(${leaving.fiscalCode}, ${leaving.noticeNumber})`;
  const inFlow = sql`${earlier.flowId} is not distinct from ${leaving.flowId}`;
  const [[notices], [subjects]] = await Promise.all([
    ctx.db
      .select({
        notices: sql<number>`count(distinct ${pair})::int`,
        inFlow: sql<number>`(count(distinct ${pair}) filter (where ${inFlow}))::int`,
        elsewhere: sql<number>`(count(distinct ${pair}) filter (where not (${inFlow})))::int`,
      })
      .from(leaving)
      .innerJoin(earlier, and(repeats(ctx, "notice"), stillCounts))
      .where(takes(flowId)),
    ctx.db
      .select({ persons: sql<number>`count(distinct ${leaving.fiscalCode})::int` })
      .from(leaving)
      .innerJoin(earlier, repeats(ctx, "subject"))
      .where(takes(flowId)),
  ]);
  if (!notices || !subjects) throw notFound();
  return { ...notices, ...subjects };
}

export type DuplicateRow = Awaited<ReturnType<typeof listDuplicates>>["rows"][number];

/** Each row that would leave beside each one that it repeats, in the order of sending. */
export async function listDuplicates(
  ctx: Context,
  input: { flowId: string; kind: DuplicateKind; page: number; size: number },
) {
  const { flowId, page, size } = input;
  await mustSee(ctx, flowId);
  const on = and(repeats(ctx, input.kind), stillCounts);
  const [rows, [counted]] = await Promise.all([
    ctx.db
      .select({
        id: leaving.id,
        importRow: leaving.importRow,
        fiscalCode: leaving.fiscalCode,
        subject: leaving.subject,
        noticeNumber: leaving.noticeNumber,
        otherId: earlier.id,
        otherFlowId: earlier.flowId,
        otherFlowNote: otherFlow.note,
        otherService: services.name,
        otherState: earlier.state,
        otherReason: earlier.reason,
        /** When it left; null = it is still to leave. */
        otherSentAt: sql<Date | null>`coalesce(${earlier.sentAt}, ${earlier.postedAt})`.mapWith(earlier.sentAt),
        sameFlow: sql<boolean>`${earlier.flowId} is not distinct from ${leaving.flowId}`,
      })
      .from(leaving)
      .innerJoin(earlier, on)
      .innerJoin(services, eq(services.id, earlier.serviceId))
      .leftJoin(otherFlow, eq(otherFlow.id, earlier.flowId))
      .where(takes(flowId))
      .orderBy(asc(leaving.position), asc(earlier.position))
      .limit(size)
      .offset((page - 1) * size),
    ctx.db.execute<{ n: number }>(
      sql`select count(*)::int as n from (select 1 from ${notifications} as "leaving"
        join ${notifications} as "earlier" on ${on} where ${takes(flowId)} limit ${countLimit + 1}) counted`,
    ),
  ]);
  return { rows, total: counted?.n ?? 0, page, size } satisfies Page<unknown>;
}

export type DuplicateWords = {
  sheet: Record<DuplicateKind, string>;
  states: Record<NotificationState, string>;
  reasons: Record<Reason, string>;
};

/** Esporta Excel of the list. */
export async function exportDuplicates(
  ctx: Context,
  input: { flowId: string; kind: DuplicateKind },
  words: DuplicateWords,
): Promise<PassThrough> {
  const { flowId, kind } = input;
  await mustSee(ctx, flowId);
  await record(ctx, "flow.export", flowId, { duplicates: kind });
  const columns = exportColumns(words);
  const query = ctx.db
    .select(selectionOf(columns))
    .from(leaving)
    .innerJoin(earlier, and(repeats(ctx, kind), stillCounts))
    .innerJoin(services, eq(services.id, earlier.serviceId))
    .leftJoin(otherFlow, eq(otherFlow.id, earlier.flowId))
    .where(takes(flowId))
    .orderBy(asc(leaving.position), asc(earlier.position));
  return streamWorkbook(words.sheet[kind], columns, rowsOf(ctx.db, query));
}

const exportColumns = ({ states, reasons }: DuplicateWords): ExportColumn[] => [
  { heading: "UUID", width: 38, kind: "text", from: sql`${leaving.id}` },
  { heading: "Riga del file", width: 12, kind: "integer", from: sql`${leaving.importRow}` },
  { heading: "Codice Fiscale", width: 20, kind: "text", from: sql`${leaving.fiscalCode}` },
  { heading: "Oggetto", width: 50, kind: "text", from: sql`${leaving.subject}` },
  { heading: "Numero Avviso", width: 22, kind: "text", from: sql`${leaving.noticeNumber}` },
  { heading: "Ripete UUID", width: 38, kind: "text", from: sql`${earlier.id}` },
  { heading: "Del flusso UUID", width: 38, kind: "text", from: sql`${earlier.flowId}` },
  { heading: "Note del flusso", width: 30, kind: "text", from: sql`${otherFlow.note}` },
  { heading: "Servizio", width: 30, kind: "text", from: sql`${services.name}` },
  { heading: "Stato", width: 24, kind: "text", from: sql`${earlier.state}`, words: states },
  { heading: "Motivo", width: 24, kind: "text", from: sql`${earlier.reason}`, words: reasons },
  { heading: "Inviata il", width: 20, kind: "moment", from: sql`coalesce(${earlier.sentAt}, ${earlier.postedAt})` },
];

async function mustSee(ctx: Context, flowId: string): Promise<void> {
  const flow = await ctx.db.query.flows.findFirst({
    columns: { id: true },
    where: and(eq(flows.id, flowId), within(ctx.actor, flows.serviceId)),
  });
  if (!flow) throw notFound();
}
