import { atHour, count, decimal, duration, number } from "./format";

/** What the page is told while a flow is sent and its outcomes come in; `secondsLeft` null = nothing limits the rate. */
export type ProgressFacts = {
  sending: boolean;
  total: number;
  done: number;
  remaining: number;
  secondsLeft: number | null;
  blockedForSeconds: number;
  /** Other flows that share the calls of the ente. */
  otherSends: number;
  openOutcomes: number;
};

/** The line under the bar (words.md 24). */
export function progressLine(facts: ProgressFacts, now: Date): string {
  const { sending, total, done, remaining, secondsLeft, blockedForSeconds, openOutcomes } = facts;
  if (!sending) {
    const end = remaining > 0 ? `Invio fermo: ${number(remaining)} da inviare.` : "Invio finito.";
    return openOutcomes > 0
      ? `${end} ${count(openOutcomes, "esito", "esiti")} in arrivo da App IO.`
      : `${end} Tutti gli esiti sono arrivati.`;
  }
  const head = `${number(done)} di ${count(total, "notifica", "notifiche")}`;
  if (blockedForSeconds > 0) {
    return `${head} · App IO ha chiesto di rallentare. L'invio riprende da solo tra ${count(blockedForSeconds, "secondo", "secondi")}.`;
  }
  if (secondsLeft === null || secondsLeft === 0) return `${head} · Calcolo del tempo rimasto…`;
  const end = new Date(now.getTime() + secondsLeft * 1000);
  return `${head} · ${decimal(remaining / secondsLeft)} al secondo · fine prevista ${atHour(end)}, tra circa ${duration(secondsLeft)}`;
}

/** Why the rate is lower than usual, or nothing. */
export const sharedLine = ({ sending, otherSends }: ProgressFacts) =>
  sending && otherSends > 0
    ? `Le richieste ammesse da App IO sono divise con ${count(otherSends, "altro invio", "altri invii")} in corso.`
    : null;

/** What is read aloud, at most every 30 seconds. */
export function spokenProgress(facts: ProgressFacts, now: Date): string {
  const { sending, total, done, secondsLeft } = facts;
  if (!sending) return progressLine(facts, now);
  const head = `${count(done, "notifica", "notifiche")} su ${number(total)}`;
  if (secondsLeft === null) return head;
  const left = duration(secondsLeft);
  return `${head}, ${left.startsWith("1 ") ? "manca" : "mancano"} circa ${left}`;
}
