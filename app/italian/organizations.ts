import type { OrganizationForm } from "@/lib/organizations/form";
import type { BudgetUse } from "@/lib/services/budget-use";
import { count, decimal, duration, number } from "./format";

/** lunedì … domenica; index 0 is Monday, day 1. */
export const weekDayNames = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"] as const;
const shortNames = weekDayNames.map((name) => name.slice(0, 3));

/** lun, mar e gio, 08:00–18:00 */
export function wordSendingHours(hours: OrganizationForm["sendingHours"]): string {
  if (!hours) return "Sempre";
  const days = hours.days.map((day) => shortNames[day - 1] ?? "");
  const last = days.pop() ?? "";
  return `${days.length > 0 ? `${days.join(", ")} e ${last}` : last}, ${hours.from}–${hours.to}`;
}

/** 150 ogni 5 secondi */
export const wordCallLimit = (limit: number | null) =>
  limit === null ? "Nessun limite" : `${number(limit)} ogni 5 secondi`;

/** What is made of the calls now. */
export function wordUse({ callLimit, callShare, callsPerSecond, used, foreign, pausedSeconds, sends }: BudgetUse) {
  const admitted = callLimit === null ? "" : ` di ${number(callLimit)}`;
  return {
    calls: `${number(used)}${admitted} negli ultimi 5 secondi`,
    most: callLimit === null ? "senza limite" : `${number(Math.floor((callLimit * callShare) / 100))} ogni 5 secondi`,
    rate: callsPerSecond === null ? "senza limite" : `${decimal(callsPerSecond)} al secondo`,
    others: foreign === 0 ? "nessuna" : count(Math.round(foreign), "richiesta", "richieste"),
    pause: pausedSeconds > 0 ? `ancora circa ${duration(pausedSeconds)}` : "nessuna",
    sends: sends === 0 ? "nessuno" : number(sends),
  };
}

/** A share without room: what was measured (design.md). */
export const highShareWarning =
  "Con una quota così alta non resta posto per altri programmi dell'ente, e App IO chiede spesso di rallentare: provando con il 100% è successo dieci volte al minuto, e FlussIO ha usato meno del 90% delle richieste. Di solito conviene l'80%.";
