import type { FlowProgress } from "@/lib/flows/progress";
import { atHour, count, decimal, duration, number, plural, thePercentage } from "./format";
import { waitingForHours } from "./sending-hours";

/** What a page is told while a flow is sent and its outcomes come in; `secondsLeft` null = nothing limits the rate. */
export type ProgressFacts = Pick<
  FlowProgress,
  "total" | "done" | "remaining" | "secondsLeft" | "open" | "awaited" | "verification"
> &
  Partial<Pick<FlowProgress, "opensAt">> & {
    sending: boolean;
    budget: Pick<FlowProgress["budget"], "pausedSeconds">;
    /** Notifications a second as they were seen to leave; without it, as the budget lets them. */
    rate?: number;
  };

/** The line under the bar (words.md 24). */
export function progressLine(facts: ProgressFacts, now: Date): string {
  const { sending, total, done, remaining, secondsLeft, budget, rate, opensAt } = facts;
  if (!sending)
    return `${remaining > 0 ? `Invio fermo: ${number(remaining)} da inviare.` : "Invio finito."} ${outcomes(facts)}`;
  const head = `${number(done)} di ${count(total, "notifica", "notifiche")}`;
  if (opensAt) return `${head} · ${waitingForHours(new Date(opensAt), now)}.`;
  if (budget.pausedSeconds > 0) return `${head} · ${pauseLine(budget.pausedSeconds)}`;
  if (secondsLeft === null || secondsLeft === 0) return `${head} · Calcolo del tempo rimasto…`;
  const end = new Date(now.getTime() + secondsLeft * 1000);
  return `${head} · ${decimal(rate ?? remaining / secondsLeft)} al secondo · fine prevista ${atHour(end)}, tra circa ${duration(secondsLeft)}`;
}

/** What App IO has still to say, and what it never said (words.md 21). */
function outcomes({ open, awaited }: ProgressFacts): string {
  const silent = open - awaited;
  return (
    [
      awaited > 0 ? `${count(awaited, "esito", "esiti")} in arrivo da App IO.` : "",
      silent > 0
        ? `Dopo 7 giorni App IO non ha ancora dato un esito per ${count(silent, "notifica", "notifiche")}: puoi chiederlo con Verifica Stato.`
        : "",
    ]
      .filter(Boolean)
      .join(" ") || "Tutti gli esiti sono arrivati."
  );
}

const pauseLine = (seconds: number) =>
  `App IO ha chiesto di rallentare. L'invio riprende da solo tra ${count(Math.ceil(seconds), "secondo", "secondi")}.`;

/** How far a Verifica Stato is (words.md 21). */
export function verificationLine({
  count: total,
  unread,
  secondsLeft,
}: NonNullable<ProgressFacts["verification"]>): string {
  const read = total - unread;
  const updated = `${plural(read, "Aggiornata", "Aggiornate")} ${count(read, "notifica", "notifiche")} su ${number(total)}.`;
  if (unread === 0) return `Verifica Stato finita. ${updated}`;
  const left = secondsLeft === null ? "tra poco" : `tra circa ${duration(secondsLeft)}`;
  const rest =
    read > 0 ? plural(unread, "L'altra", `Le altre ${number(unread)}`) : count(unread, "notifica", "notifiche");
  return `${read > 0 ? updated : "Verifica Stato in corso."} ${rest} ${left}: puoi lasciare la pagina.`;
}

/** What is made of a call budget; the names are those of the entes that share it. */
export type BudgetFacts = Pick<FlowProgress["budget"], "callLimit" | "used" | "foreign" | "sends">;

/** How much of a budget is in use, and what else uses it (words.md 24); nothing when there is no limit, or no use. */
export function budgetLines(names: readonly string[], { callLimit, used, foreign, sends }: BudgetFacts): string[] {
  if (callLimit === null) return [];
  const share = Math.min(100, Math.round((100 * used) / callLimit));
  const together = sends > 1 ? `, per ${number(sends)} invii insieme` : "";
  const [using, others] = names.length === 1 ? ["sta usando", "dell'ente"] : ["stanno usando", "di questi enti"];
  return [
    share > 0
      ? `${entes.format(names)} ${using} ${thePercentage(share)} delle richieste ammesse da App IO${together}.`
      : "",
    foreign > 0 ? `Altri programmi ${others} stanno usando App IO: FlussIO rallenta per lasciare loro spazio.` : "",
  ].filter(Boolean);
}

const entes = new Intl.ListFormat("it", { type: "conjunction" });

/** What is read aloud, at most every 30 seconds. */
export function spokenProgress(facts: ProgressFacts, now: Date): string {
  const { sending, total, done, secondsLeft, opensAt } = facts;
  if (!sending || opensAt) return progressLine(facts, now);
  const head = `${count(done, "notifica", "notifiche")} su ${number(total)}`;
  if (secondsLeft === null) return head;
  const left = duration(secondsLeft);
  return `${head}, ${left.startsWith("1 ") ? "manca" : "mancano"} circa ${left}`;
}
