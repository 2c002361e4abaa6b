import type { PassThrough } from "node:stream";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { rowsOf } from "@/db/cursor";
import { flows, imports, type SourceColumn } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { NotificationState, Reachability, Reason } from "@/db/states";
import { criteriaOf } from "../audit/criteria";
import { record } from "../audit/record";
import type { Context } from "../context";
import { columnOf, columns as columnsOfFiles, keyOf } from "../excel/columns";
import { type ExportColumn, selectionOf, streamWorkbook } from "../excel/export";
import { isExport, ownColumns } from "../excel/own";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { type NotificationSearch, notificationConditions } from "./search";

const columnHeadings = new Map<string, string>(columnsOfFiles.map(({ id, heading }) => [id, heading]));

export type NotificationWords = {
  sheet: string;
  states: Record<NotificationState, string>;
  reasons: Record<Reason, string>;
  reachabilities: Record<Reachability, string>;
  yesNo: Record<"true" | "false", string>;
};

/**
 * Esporta Excel of Archivio Notifiche, or of the grid of a flow when the search names one: the filtered rows in order
 * of arrival. What an import reads comes under the headings it knows, or those of the operator's own file with the rest
 * of that file beside it, so that the file can be corrected and imported.
 */
export async function exportNotifications(
  ctx: Context,
  search: NotificationSearch,
  words: NotificationWords,
): Promise<PassThrough> {
  if (search.flowId) await mustSee(ctx, search.flowId);
  await record(ctx, "notification.export", search.flowId ?? null, { criteria: criteriaOf(search) });
  const known = exportColumns(words);
  const columns = search.flowId ? withOwn(known, await importsOf(ctx, search.flowId)) : known;
  const order = search.descending && !search.flowId ? desc : asc;
  const query = ctx.db
    .select(selectionOf(columns))
    .from(notifications)
    .innerJoin(services, eq(services.id, notifications.serviceId))
    .where(notificationConditions(ctx.actor, search))
    .orderBy(order(notifications.position));
  return streamWorkbook(words.sheet, columns, rowsOf(ctx.db, query));
}

type Import = { id: string; columns: SourceColumn[] };

const importsOf = (ctx: Context, flowId: string): Promise<Import[]> =>
  ctx.db
    .select({ id: imports.id, columns: imports.columns })
    .from(imports)
    .where(eq(imports.flowId, flowId))
    .orderBy(asc(imports.createdAt));

/**
 * First the operator's own columns, in the order and with the headings of the files: what FlussIO read with its present
 * value, the rest as it was. Then what FlussIO knows besides, the outcome before the rest. What an export wrote beside
 * them is not the operator's when it comes back.
 */
function withOwn(known: readonly ExportColumn[], files: readonly Import[]): ExportColumn[] {
  const told = new Set(known.map(({ heading }) => keyOf(heading)));
  const first = new Map<string, ExportColumn>();
  for (const { columns } of files) {
    const own = ownColumns(columns).values();
    for (const { heading, field } of columns) {
      const name = field ?? own.next().value?.name ?? heading;
      if (first.has(name) || (field === null && isExport(columns) && told.has(keyOf(heading)))) continue;
      const column =
        field === null ? ownColumn({ name, heading }, files) : known.find((one) => one.heading === headingOf(field));
      if (column) first.set(name, { ...column, heading });
    }
  }
  if (first.size === 0) return [...known];
  const shown = new Set([...first.values()].map(({ from }) => from));
  const rest = known.filter(({ from }) => !shown.has(from));
  return [...first.values(), ...rest.filter(isOutcome), ...rest.filter((column) => !isOutcome(column))];
}

const headingOf = (field: string) => columnHeadings.get(field);

/** Which notification, and what became of it. */
const isOutcome = ({ from }: ExportColumn) => outcome.has(from);
const outcome = new Set<unknown>([
  notifications.id,
  notifications.state,
  notifications.reason,
  notifications.deliveryStatus,
  notifications.sentAt,
  notifications.deliveryId,
]);

/** Where the cells of a column stand in each file that has it. */
function ownColumn({ name, heading }: { name: string; heading: string }, files: readonly Import[]): ExportColumn {
  const places = files.flatMap(({ id, columns }) => {
    const place = ownColumns(columns).findIndex((one) => one.name === name);
    return place === -1
      ? []
      : [sql`when ${notifications.importId} = ${id} then (${notifications.own} -> ${place}::int)`];
  });
  const from = sql`(case ${sql.join(places, sql` `)} end)::text`;
  return { heading, width: 18, kind: "own", from };
}

async function mustSee(ctx: Context, flowId: string) {
  const flow = await ctx.db.query.flows.findFirst({
    columns: { id: true },
    where: and(eq(flows.id, flowId), within(ctx.actor, flows.serviceId)),
  });
  if (!flow) throw notFound();
}

const exportColumns = ({ states, reasons, reachabilities, yesNo }: NotificationWords): ExportColumn[] => [
  { ...columnOf("id"), kind: "text", from: notifications.id },
  { ...columnOf("fiscalCode"), kind: "text", from: notifications.fiscalCode },
  { ...columnOf("subject"), kind: "text", from: notifications.subject },
  { ...columnOf("body"), kind: "text", from: notifications.body },
  { ...columnOf("dueDate"), kind: "day", from: notifications.dueDate },
  { ...columnOf("amount"), kind: "euro", from: notifications.amount },
  { ...columnOf("noticeNumber"), kind: "text", from: notifications.noticeNumber },
  { ...columnOf("payableAfterDue"), kind: "text", from: notifications.payableAfterDue, words: yesNo },
  { heading: "Servizio", width: 30, kind: "text", from: services.name },
  { heading: "UUID Flusso", width: 38, kind: "text", from: notifications.flowId },
  { heading: "Riga del file", width: 12, kind: "integer", from: notifications.importRow },
  { heading: "Stato", width: 24, kind: "text", from: notifications.state, words: states },
  { heading: "Motivo", width: 32, kind: "text", from: notifications.reason, words: reasons },
  { heading: "Raggiungibilità", width: 28, kind: "text", from: notifications.reachability, words: reachabilities },
  { heading: "Verificata il", width: 20, kind: "moment", from: notifications.reachabilityAt },
  { heading: "Stato Consegna", width: 16, kind: "text", from: notifications.deliveryStatus },
  { heading: "Stato Mail", width: 12, kind: "text", from: notifications.mailStatus },
  { heading: "Stato Push", width: 12, kind: "text", from: notifications.pushStatus },
  { heading: "ID Consegna App.IO", width: 30, kind: "text", from: notifications.deliveryId },
  { heading: "Tentativi Invio", width: 14, kind: "integer", from: notifications.attempts },
  { heading: "Data e ora invio", width: 20, kind: "moment", from: notifications.sentAt },
  { heading: "Contesto Applicativo", width: 22, kind: "text", from: notifications.context },
  { heading: "Chiave Applicativo", width: 22, kind: "text", from: notifications.key },
  { heading: "Creata il", width: 20, kind: "moment", from: notifications.createdAt },
  { heading: "Data mod.", width: 20, kind: "moment", from: notifications.updatedAt },
  { heading: "Utente mod.", width: 18, kind: "text", from: notifications.updatedBy },
  { heading: "Dis.", width: 6, kind: "text", from: notifications.disabled, words: yesNo },
];
