import type { Reachability, StopReason } from "@/db/states";
import type { FlowReachability } from "@/lib/flows/reachability";
import { atHour, count, duration, number, onDay, plural } from "./format";
import { stopCauses } from "./stop-causes";

type Names = { serviceName: string; organizationName: string };

/** A few words for grids and exports. */
export const reachabilityLabels: Record<Reachability, string> = {
  allowed: "Può ricevere",
  "not-on-io": "Non usa IO",
  "sender-not-allowed": "Non riceve da questo servizio",
};

/** What a check costs, told before (words.md 9). */
export function reachCost(
  { persons, checkSeconds, hours }: Pick<FlowReachability, "persons" | "checkSeconds" | "hours">,
  { serviceName, organizationName }: Names,
): string[] {
  const each =
    persons === 1
      ? "FlussIO chiede ad App IO se la persona può ricevere"
      : `FlussIO chiede ad App IO, per ognuna delle ${number(persons)} persone, se può ricevere`;
  const time = checkSeconds === null ? "" : `, circa ${duration(checkSeconds)}`;
  return [
    `${each} messaggi da ${serviceName}. Nessuna persona riceve nulla.`,
    `${plural(persons, "Serve", "Servono")} ${count(persons, "richiesta", "richieste")}${time}; intanto gli altri invii di ${organizationName} possono rallentare.`,
    `La verifica vale ${count(hours, "ora", "ore")}.`,
  ];
}

/** The line under the bar of a check that runs. */
export function reachLine(
  { asked, persons, secondsLeft }: Pick<FlowReachability, "asked" | "persons" | "secondsLeft">,
  now: Date,
): string {
  const head = `${number(asked)} di ${count(persons, "persona", "persone")}`;
  if (secondsLeft === null || secondsLeft === 0 || asked === 0) return `${head} · Calcolo del tempo rimasto…`;
  const end = new Date(now.getTime() + secondsLeft * 1000);
  return `${head} · fine prevista ${atHour(end)}, tra circa ${duration(secondsLeft)}`;
}

/** The numbers of a decision; see FlowReachability. */
export type ReachFound = Pick<
  FlowReachability,
  "reachable" | "notOnIo" | "notAllowed" | "unchecked" | "leaving" | "unreachable" | "endedAt"
>;

/** 3.412 persone possono ricevere, 1.718 no. Continuare? */
export function reachTitle({ reachable, notOnIo, notAllowed }: ReachFound): string {
  const not = notOnIo + notAllowed;
  const can = count(reachable, "persona può ricevere", "persone possono ricevere");
  return `${can}${not > 0 ? `, ${number(not)} no` : ""}. Continuare?`;
}

/** What was found and what follows from it (words.md 10). */
export function reachFindings(found: ReachFound, { serviceName }: Names): string[] {
  const { notOnIo, notAllowed, unchecked } = found;
  const people = [
    notOnIo > 0 &&
      `${number(notOnIo)} non ${plural(notOnIo, "usa IO o ha disattivato", "usano IO o hanno disattivato")} tutti i messaggi.`,
    notAllowed > 0 &&
      `${number(notAllowed)} non ${plural(notAllowed, "riceve", "ricevono")} messaggi da ${serviceName}.`,
    unchecked > 0 &&
      `${number(unchecked)} non ${plural(unchecked, "verificata", "verificate")}: FlussIO controlla al momento dell'invio.`,
  ];
  return [people.filter(Boolean).join(" "), `${reachConsequence(found)} ${checkedAt(found)}`].filter(Boolean);
}

/** What a send makes of the answers. */
export function reachConsequence({ leaving, unreachable }: Pick<ReachFound, "leaving" | "unreachable">): string {
  const most = `Se continui, ${plural(leaving, "parte", "partono")} al massimo ${count(leaving, "notifica", "notifiche")}.`;
  if (unreachable === 0) return most;
  const rest = plural(unreachable, "L'altra passa", `Le altre ${number(unreachable)} passano`);
  return `${most} ${rest} in stato Utente non abilitato alla ricezione: puoi ${plural(unreachable, "esportarla e avvisare la persona", "esportarle e avvisare le persone")} in altro modo.`;
}

export const checkedAt = ({ endedAt }: Pick<ReachFound, "endedAt">) =>
  endedAt ? `Verifica fatta ${onDay(endedAt)} ${atHour(endedAt)}: da allora qualcuno può aver cambiato scelta.` : "";

/** After Ferma la verifica; calls that had begun still bring their answer. */
export function reachHalted({ asked, persons }: Pick<FlowReachability, "asked" | "persons">): string {
  const missing = persons - asked;
  const head = `Verifica fermata: ${count(asked, "persona verificata", "persone verificate")} su ${number(persons)}.`;
  if (missing <= 0) return head;
  const rest = plural(missing, "l'altra", `le altre ${number(missing)}`);
  return `${head} Per ${rest} FlussIO controlla al momento dell'invio, oppure puoi verificare solo ${plural(missing, "quella", "quelle")}.`;
}

/** The people whom a stopped check has not asked: "la persona che manca", "le 3.930 persone che mancano". */
export const reachRest = (missing: number) =>
  plural(missing, "la persona che manca", `le ${count(missing, "persona", "persone")} che mancano`);

/** Why a check ended before its end. */
export const reachStopped = (fault: StopReason, serviceName: string) =>
  `La verifica si è fermata: ${stopCauses[fault](serviceName)}.`;

export const reachExpired = (endedAt: Date, hours: number) =>
  `La verifica fatta ${onDay(endedAt)} ${atHour(endedAt)} non vale più: ${plural(hours, "è passata più di 1 ora", `sono passate più di ${number(hours)} ore`)}.`;
