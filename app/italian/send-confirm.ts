import { count, duration, euro, number, plural } from "./format";

/** What the confirmation of a send tells (words.md 11); `seconds` null = nothing limits the rate. */
export type SendFacts = {
  notifications: number;
  persons: number;
  payments: number;
  paymentsTotal: number;
  pastDueDates: number;
  subject: string | null;
  subjects: number;
  seconds: number | null;
  serviceName: string;
  organizationName: string;
};

export const sendTitle = ({ notifications, persons }: SendFacts) =>
  `Inviare ${count(notifications, "notifica", "notifiche")} a ${count(persons, "persona", "persone")}?`;

/** Label and value of each line; a line whose number is 0 is not there. */
export function sendLines(facts: SendFacts): [label: string, value: string][] {
  const { serviceName, organizationName, subject, subjects, payments, paymentsTotal, seconds } = facts;
  const others = subjects - 1;
  const lines: [string, string][] = [
    ["Servizio", `${serviceName}, ${organizationName}`],
    ["Oggetto", `${subject ?? ""}${others > 0 ? ` (e ${plural(others, "un altro", `altri ${number(others)}`)})` : ""}`],
  ];
  if (payments > 0) lines.push(["Avvisi di pagamento", `${number(payments)}, in totale ${euro(paymentsTotal)}`]);
  lines.push(["Partenza", "subito"]);
  if (seconds !== null) lines.push(["Durata", `circa ${duration(seconds)}`]);
  return lines;
}

/** What cannot be undone or is checked only then, in the order of the page. */
export function sendWarnings({ pastDueDates }: SendFacts): string[] {
  return [
    "Dopo l'invio i messaggi non si possono correggere, ritirare né cancellare.",
    "FlussIO controlla chi può ricevere al momento dell'invio: chi non usa IO non riceve il messaggio.",
    ...(pastDueDates > 0 ? [`${count(pastDueDates, "scadenza è già passata", "scadenze sono già passate")}.`] : []),
  ];
}
