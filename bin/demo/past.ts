import { createHash, randomUUID } from "node:crypto";
import type { auditEntries } from "@/db/schema/audit";
import type { flows, imports } from "@/db/schema/flows";
import type { attempts } from "@/db/schema/notifications";
import type { AuditVerb } from "@/lib/audit/record";
import { type Chance, chance } from "./chance";
import type { DemoFlow } from "./flows";
import type { OutcomeName } from "./outcomes";
import { type NotificationRow, notification, type Placed } from "./rows";
import type { ServiceCode } from "./services";
import { singles } from "./singles";
import type { TextName } from "./texts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Between one row and the next, at the pace of the call budget. */
const PACE = 110;

type FlowRow = typeof flows.$inferInsert & { id: string };

export type Past = {
  flows: FlowRow[];
  imports: (typeof imports.$inferInsert)[];
  notifications: NotificationRow[];
  attempts: (typeof attempts.$inferInsert)[];
  audit: (typeof auditEntries.$inferInsert & { at: Date })[];
};

/** The rows of everything that is said to have happened before `now`, each kind in order of time. */
export function past(demoFlows: readonly DemoFlow[], serviceIds: Record<ServiceCode, string>, now: Date): Past {
  const luck = chance(20_260_228);
  const made: Past = { flows: [], imports: [], notifications: [], attempts: [], audit: [] };

  function add(text: TextName, outcome: OutcomeName, placed: Placed) {
    const { row, timeline } = notification(luck, made.notifications.length, text, outcome, placed);
    made.notifications.push(row);
    made.attempts.push(...timeline);
    return row;
  }

  for (const flow of demoFlows) {
    const times = timesOf(flow, luck, now);
    const row = flowRow(flow, times, serviceIds[flow.service]);
    const importRow = fileOf(flow, row.id, times);
    made.flows.push(row);
    if (importRow) made.imports.push(importRow);
    made.audit.push(...auditOf(flow, row.id, times));
    for (const [place, end] of endsOf(flow, luck).entries()) {
      add(flow.text, end, {
        flowId: row.id,
        serviceId: row.serviceId,
        importId: importRow?.id,
        importRow: importRow && place + 2,
        by: flow.by,
        registeredAt: times.imported,
        sentAt: new Date(times.sent.getTime() + place * PACE),
        context: flow.context,
        key: flow.key,
        disabled: place >= sizeOf(flow) - (flow.disabledRows ?? 0),
      });
    }
  }

  for (const { text, outcome, age, service, ...single } of singles) {
    const registeredAt = new Date(now.getTime() - age * DAY - luck.below(300) * MINUTE);
    const { id } = add(text, outcome, {
      ...single,
      serviceId: serviceIds[service],
      registeredAt,
      sentAt: registeredAt,
    });
    made.audit.push({ at: registeredAt, actor: single.by, verb: "notification.create", subjectId: id });
  }
  made.notifications.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
  made.audit.sort((one, other) => one.at.getTime() - other.at.getTime());
  return made;
}

type Times = ReturnType<typeof timesOf>;

function timesOf(flow: DemoFlow, luck: Chance, now: Date) {
  const created = new Date(now.getTime() - flow.age * DAY - (60 + luck.below(120)) * MINUTE);
  const after = (minutes: number) => new Date(created.getTime() + minutes * MINUTE);
  const sent = flow.state === "sending" ? now : after(31);
  const gone = sizeOf(flow) - (flow.rows.waiting ?? 0);
  return { created, imported: after(6), sent, ended: new Date(sent.getTime() + gone * PACE) };
}

const sizeOf = (flow: DemoFlow) => Object.values(flow.rows).reduce((total, n) => total + n, 0);

/** The ends of the rows in the order of the rows: those not sent yet come last. */
function endsOf({ rows: { waiting = 0, ...gone } }: DemoFlow, luck: Chance): OutcomeName[] {
  const ends = Object.entries(gone).flatMap(([end, n]) => Array<string>(n).fill(end));
  // Safe because the keys of `rows` are names of outcomes.
  return [...(luck.shuffled(ends) as OutcomeName[]), ...Array<OutcomeName>(waiting).fill("waiting")];
}

const leftAlready = ({ state }: DemoFlow) => state === "sent" || state === "incomplete";

function flowRow(flow: DemoFlow, times: Times, serviceId: string): FlowRow {
  const { state, note, context, key, disabled, stop, by } = flow;
  const sending = state === "sending" || leftAlready(flow);
  return {
    id: randomUUID(),
    serviceId,
    state,
    note,
    context,
    key,
    disabled,
    version: 3,
    stopReason: stop?.reason,
    stopDetail: stop?.detail,
    stoppedAt: stop && times.ended,
    stoppedBy: stop?.reason === "operator" ? by : undefined,
    sendStartedAt: sending ? times.sent : undefined,
    sendEndedAt: leftAlready(flow) ? times.ended : undefined,
    createdAt: times.created,
    createdBy: by,
    updatedAt: sending ? times.sent : sizeOf(flow) > 0 ? times.imported : times.created,
    updatedBy: by,
  };
}

function fileOf(flow: DemoFlow, flowId: string, times: Times) {
  if (!flow.file) return undefined;
  return {
    id: randomUUID(),
    flowId,
    fileName: flow.file,
    sha256: createHash("sha256").update(flowId).digest("hex"),
    rowCount: sizeOf(flow),
    createdAt: times.imported,
    createdBy: flow.by,
  };
}

function auditOf(flow: DemoFlow, subjectId: string, times: Times): Past["audit"] {
  const entry = (at: Date, verb: AuditVerb, detail = {}) => ({ at, actor: flow.by, verb, subjectId, detail });
  const count = sizeOf(flow);
  return [
    entry(times.created, "flow.create"),
    ...(flow.file ? [entry(times.imported, "flow.import", { rows: count })] : []),
    ...(leftAlready(flow) || flow.state === "sending" ? [entry(times.sent, "flow.send", { count })] : []),
    ...(flow.stop?.reason === "operator" ? [entry(times.ended, "flow.stop")] : []),
  ];
}
