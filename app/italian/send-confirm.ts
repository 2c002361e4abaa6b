import type { FlowReachability } from "@/lib/flows/reachability";
import type { SendSummary } from "@/lib/flows/send-summary";
import { atHour, count, duration, euro, number, onDay, plural } from "./format";
import { alreadyScheduled, departure } from "./schedule";
import { reopening } from "./sending-hours";

/** What the confirmation of a send tells (words.md 11); `seconds` null = nothing limits the rate. */
export type SendFacts = Pick<
  SendSummary,
  | "notifications"
  | "persons"
  | "payments"
  | "paymentsTotal"
  | "pastDueDates"
  | "subject"
  | "subjects"
  | "seconds"
  | "checked"
> & {
  reach: Pick<FlowReachability, "state" | "endedAt" | "unreachable">;
  serviceName: string;
  organizationName: string;
  /** When it is to leave; null = at once. */
  at: Date | null;
  /** When the sending hours of the ente let it begin, if that is later; null = they do not hold it. */
  opensAt?: Date | null;
  /** When it was to leave until now. */
  scheduledAt: Date | null;
  now: Date;
};

const notifications = (n: number) => count(n, "notifica", "notifiche");

export const sendTitle = (facts: Pick<SendFacts, "notifications" | "persons">) =>
  `Inviare ${notifications(facts.notifications)} a ${count(facts.persons, "persona", "persone")}?`;

export const sendButton = ({ notifications: n, at }: Pick<SendFacts, "notifications" | "at">) =>
  at ? `Programma l'invio di ${notifications(n)}` : `Invia ${notifications(n)}`;

/** What is to be sent; where it is known who cannot receive, only what may leave, and of how many. */
export function toSendTitle({
  count: all,
  notifications: n,
  persons,
}: Pick<SendSummary, "count" | "notifications" | "persons">) {
  const most = n < all ? `al massimo ${notifications(n)} su ${number(all)},` : notifications(n);
  return `Da inviare: ${most} a ${count(persons, "persona", "persone")}`;
}

/** What the messages are: label and value of each line; a line whose number is 0 is not there. */
export function contentLines(
  facts: Pick<SendFacts, "serviceName" | "organizationName" | "subject" | "subjects" | "payments" | "paymentsTotal">,
): [label: string, value: string][] {
  const { serviceName, organizationName, subject, subjects, payments, paymentsTotal } = facts;
  const others = subjects - 1;
  const lines: [string, string][] = [
    ["Servizio", `${serviceName}, ${organizationName}`],
    ["Oggetto", `${subject ?? ""}${others > 0 ? ` (e ${plural(others, "un altro", `altri ${number(others)}`)})` : ""}`],
  ];
  if (payments > 0) lines.push(["Avvisi di pagamento", `${number(payments)}, in totale ${euro(paymentsTotal)}`]);
  return lines;
}

export function sendLines(facts: SendFacts): [label: string, value: string][] {
  const lines = contentLines(facts);
  lines.push(["Partenza", startLine(facts)]);
  if (facts.seconds !== null) lines.push(["Durata", `circa ${duration(facts.seconds)}`]);
  return lines;
}

/** When the first message really leaves: the sending hours may hold a mass send. */
function startLine({ at, opensAt, now }: Pick<SendFacts, "at" | "opensAt" | "now">): string {
  const asked = at ? departure(at) : "subito";
  return opensAt
    ? `${asked}, ma fuori dagli orari di invio: la prima notifica parte ${reopening(opensAt, now)}`
    : asked;
}

/** What cannot be undone or is checked only then, in the order of the page. */
export function sendWarnings(facts: SendFacts): string[] {
  const { pastDueDates, at, scheduledAt, now } = facts;
  const past = at
    ? count(pastDueDates, "scadenza sarà già passata", "scadenze saranno già passate")
    : count(pastDueDates, "scadenza è già passata", "scadenze sono già passate");
  return [
    "Dopo l'invio i messaggi non si possono correggere, ritirare né cancellare.",
    whoReceives(facts),
    pastDueDates > 0 ? `${past}.` : "",
    scheduledAt
      ? `${alreadyScheduled(scheduledAt, now)} ${at ? "La nuova partenza sostituisce quella" : "Se lo invii ora, la programmazione decade"}.`
      : "",
  ].filter(Boolean);
}

function whoReceives({ reach, checked, notifications: n, at }: SendFacts): string {
  const { state, endedAt, unreachable } = reach;
  const made = endedAt ? `${onDay(endedAt)} ${atHour(endedAt)}` : "";
  if (checked) {
    const rest = plural(unreachable, "l'altra passa", `le altre ${number(unreachable)} passano`);
    const most = `${plural(n, "parte", "partono")} al massimo ${notifications(n)}`;
    return `Verifica fatta ${made}: ${most}${unreachable > 0 ? `; ${rest} in stato Utente non abilitato alla ricezione` : ""}.`;
  }
  if (state === "done") {
    return `La verifica fatta ${made} alla partenza non varrà più: FlussIO controllerà di nuovo chi può ricevere.`;
  }
  if (state === "running" && !at) return "La verifica di chi può ricevere è ancora in corso: se invii ora, si ferma.";
  return "Non hai verificato chi può ricevere: chi non usa IO non riceve il messaggio.";
}
