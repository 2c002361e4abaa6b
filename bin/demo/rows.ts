import { randomUUID } from "node:crypto";
import { amount, calendarDay } from "@/app/italian/format";
import type { attempts, notifications } from "@/db/schema/notifications";
import { ulidOf } from "@/lib/appio/sandbox/ulid";
import type { Chance } from "./chance";
import { type Outcome, type OutcomeName, outcomes } from "./outcomes";
import { person } from "./people";
import { type Text, type TextName, texts } from "./texts";

export type NotificationRow = typeof notifications.$inferInsert & { id: string; createdAt: Date };
type AttemptRow = typeof attempts.$inferInsert;

/** The deliveries of the demo are nobody's on the sandbox: their salt is not one that it draws. */
const SALT = "DEM0DEM0";
const DAY = 86_400_000;

export type Placed = {
  serviceId: string;
  by: string;
  /** When the row was registered, and when the first call for it left. */
  registeredAt: Date;
  sentAt: Date;
  flowId?: string;
  importId?: string;
  importRow?: number;
  context?: string;
  key?: string;
  disabled?: boolean;
};

/** One notification and the attempts that brought it where it is. `index` makes its delivery id. */
export function notification(
  chance: Chance,
  index: number,
  textName: TextName,
  outcomeName: OutcomeName,
  placed: Placed,
) {
  const { registeredAt, sentAt, by, ...rest } = placed;
  const outcome: Outcome = outcomes[outcomeName];
  const id = randomUUID();
  const timeline = attemptsOf(chance, { id, index, by, outcome, from: sentAt });
  const sends = timeline.filter(({ kind }) => kind === "send");
  const last = timeline.at(-1);
  const deliveryId = sends.at(-1)?.deliveryId ?? null;
  const corrected = sends.length > 1 ? sends.at(-1) : undefined;
  const row: NotificationRow = {
    id,
    ...rest,
    ...content(chance, texts[textName], sentAt),
    state: outcome.state,
    reason: outcome.reason ?? null,
    problemTitle: last?.problemTitle ?? null,
    deliveryStatus: outcome.delivery ?? null,
    attempts: sends.length,
    deliveryId,
    postedAt: sends.at(-1)?.at ?? null,
    sentAt: deliveryId ? (sends.at(-1)?.at ?? null) : null,
    claimId: outcome.state === "transmitting" ? randomUUID() : null,
    claimedUntil: outcome.state === "transmitting" ? registeredAt : null,
    // A status that is still open after the last of the readings has its seven days behind it.
    checkedAt: last && deliveryId ? new Date(last.at.getTime() + (last.kind === "status" ? 0 : 7 * DAY)) : null,
    createdAt: registeredAt,
    createdBy: by,
    updatedAt: corrected?.at ?? registeredAt,
    updatedBy: by,
    version: sends.length > 1 ? 3 : 1,
  };
  return { row, timeline };
}

function attemptsOf(
  chance: Chance,
  { id, index, by, outcome, from }: { id: string; index: number; by: string; outcome: Outcome; from: Date },
): AttemptRow[] {
  let at = from.getTime();
  let deliveryId: string | null = null;
  return outcome.steps.map((step) => {
    at += step.delay * 1000;
    if (step.outcome === "accepted") deliveryId = ulidOf(at, SALT, index);
    return {
      notificationId: id,
      kind: step.kind,
      at: new Date(at),
      by: step.kind === "status" ? "FlussIO" : by,
      outcome: step.outcome,
      httpStatus: step.http,
      problemTitle: step.title ?? null,
      deliveryId,
      durationMs: step.kind === "status" ? null : step.http === null ? 20_000 : 90 + chance.below(300),
    };
  });
}

function content(chance: Chance, text: Text, sentAt: Date) {
  const { name, fiscalCode } = person(chance);
  const dueDate = text.due === undefined ? null : daysAfter(sentAt, text.due);
  const cents = text.payment
    ? 100 * (text.payment.from + chance.below(text.payment.to - text.payment.from)) + chance.below(100)
    : null;
  const noticeNumber = text.payment ? `302${chance.digits(15)}` : null;
  const year = sentAt.getUTCFullYear();
  const values: Record<string, string> = {
    nome: name,
    anno: String(year),
    prossimo: String(year + 1),
    protocollo: `${year}/${chance.digits(6)}`,
    scadenza: dueDate === null ? "" : calendarDay(dueDate),
    importo: cents === null ? "" : amount(cents),
    avviso: noticeNumber ?? "",
  };
  const fill = (template: string) => template.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? "");
  return { fiscalCode, subject: fill(text.subject), body: fill(text.body), dueDate, amount: cents, noticeNumber };
}

const daysAfter = (from: Date, days: number) => new Date(from.getTime() + days * DAY).toISOString().slice(0, 10);
