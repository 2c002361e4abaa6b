import type { PassThrough } from "node:stream";
import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { rowsOf } from "@/db/cursor";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { FlowState, NotificationState, Origin, StopReason } from "@/db/states";
import { criteriaOf } from "../audit/criteria";
import { record } from "../audit/record";
import type { Context } from "../context";
import { type ExportColumn, selectionOf, streamWorkbook } from "../excel/export";
import { type FlowSearch, flowConditions } from "./search";

export type FlowWords = {
  sheet: string;
  states: Record<FlowState, string>;
  stopReasons: Record<StopReason, string>;
  origins: Record<Origin, string>;
  yesNo: Record<"true" | "false", string>;
};

/** Esporta Excel of Archivio Flussi: the filtered flows in order of creation, with their outcomes counted. */
export async function exportFlows(ctx: Context, search: FlowSearch, words: FlowWords): Promise<PassThrough> {
  await record(ctx, "flow.export", null, { criteria: criteriaOf(search) });
  const columns = exportColumns(words);
  const order = search.descending ? desc : asc;
  const query = ctx.db
    .select(selectionOf(columns))
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .where(flowConditions(ctx.actor, search))
    .orderBy(order(flows.createdAt), order(flows.id));
  return streamWorkbook(words.sheet, columns, rowsOf(ctx.db, query));
}

/** Enabled notifications of the flow, all or in one state. */
const count = (state?: NotificationState): SQL =>
  sql`(select count(*)::int from ${notifications} where ${notifications.flowId} = ${flows.id}
    and not ${notifications.disabled}${state ? sql` and ${eq(notifications.state, state)}` : sql.empty()})`;

const exportColumns = ({ states, stopReasons, origins, yesNo }: FlowWords): ExportColumn[] => [
  { heading: "UUID", width: 38, kind: "text", from: flows.id },
  { heading: "Servizio", width: 30, kind: "text", from: services.name },
  { heading: "Data e ora", width: 20, kind: "moment", from: flows.createdAt },
  { heading: "Stato", width: 18, kind: "text", from: flows.state, words: states },
  { heading: "Programmato per", width: 20, kind: "moment", from: flows.scheduledAt },
  { heading: "Interruzione", width: 34, kind: "text", from: flows.stopReason, words: stopReasons },
  { heading: "Note", width: 40, kind: "text", from: flows.note },
  { heading: "Messaggi", width: 10, kind: "integer", from: count() },
  { heading: "Registrate", width: 11, kind: "integer", from: count("registered") },
  { heading: "Inviate", width: 10, kind: "integer", from: count("sent") },
  { heading: "In errore", width: 10, kind: "integer", from: count("error") },
  { heading: "Non raggiungibili", width: 16, kind: "integer", from: count("unreachable") },
  { heading: "Inizio invio", width: 20, kind: "moment", from: flows.sendStartedAt },
  { heading: "Fine invio", width: 20, kind: "moment", from: flows.sendEndedAt },
  { heading: "Contesto Applicativo", width: 22, kind: "text", from: flows.context },
  { heading: "Chiave Applicativo", width: 22, kind: "text", from: flows.key },
  { heading: "Origine", width: 14, kind: "text", from: flows.origin, words: origins },
  { heading: "Data mod.", width: 20, kind: "moment", from: flows.updatedAt },
  { heading: "Utente mod.", width: 18, kind: "text", from: flows.updatedBy },
  { heading: "Dis.", width: 6, kind: "text", from: flows.disabled, words: yesNo },
];
