import type { SendSummary } from "@/lib/flows/send-summary";
import { calendarDay, count, number, plural } from "./format";

/** The steps of Invia Flusso, in their order: the last part of their address and their name. */
export const sendSteps = [
  { key: "contenuto", path: "", label: "Che cosa parte" },
  { key: "destinatari", path: "/destinatari", label: "Chi può ricevere" },
  { key: "anteprima", path: "/anteprima", label: "Anteprima" },
  { key: "prova", path: "/prova", label: "Invio di prova" },
  { key: "conferma", path: "/conferma", label: "Conferma" },
] as const;
export type SendStep = (typeof sendSteps)[number]["key"];

export const nothingToSend = "Nel flusso non ci sono notifiche da inviare.";

export const CONFIRM = "Vai alla conferma";

type Due = Pick<SendSummary, "dueDates" | "firstDue" | "lastDue" | "payableAfter" | "notPayableAfter" | "withoutDue">;

/** Due dates, and whether one may pay after them: label and value of each line. */
export function dueLines(sums: Due): [label: string, value: string][] {
  const { dueDates, firstDue, lastDue, payableAfter, notPayableAfter } = sums;
  if (dueDates === 0 || !firstDue || !lastDue) return [];
  const when =
    firstDue === lastDue ? `il ${calendarDay(firstDue)}` : `dal ${calendarDay(firstDue)} al ${calendarDay(lastDue)}`;
  const lines: [string, string][] = [["Scadenze", `${count(dueDates, "notifica", "notifiche")}, ${when}`]];
  const after = [
    payableAfter > 0 ? `${number(payableAfter)} sì` : "",
    notPayableAfter > 0 ? `${number(notPayableAfter)} no` : "",
  ].filter(Boolean);
  if (after.length > 0) lines.push(["Paga dopo la scadenza", after.join(", ")]);
  return lines;
}

/** Something to look at before sending; it does not keep anything back. */
export const withoutDueDate = (n: number) =>
  `${count(n, "avviso non si può pagare", "avvisi non si possono pagare")} dopo la scadenza, ma ${plural(n, "non ha", "non hanno")} una scadenza: App IO non ne tiene conto.`;

/** Notifica 3 di 5.130 */
export const previewTitle = (n: number, total: number) => `Notifica ${number(n)} di ${number(total)}`;
