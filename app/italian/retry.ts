import type { RetrySummary } from "@/lib/flows/retry";
import { count, number, plural } from "./format";

/** Ritenta le notifiche in errore (words.md 3). */
const notifications = (n: number) => count(n, "notifica", "notifiche");

export const retryTitle = ({ retried }: Pick<RetrySummary, "retried">) =>
  retried > 0 ? `Ritentare ${notifications(retried)}?` : "Nessuna notifica da ritentare.";

/** The number on the button is that of all that leaves. */
export const retryButton = ({ registered, leaving }: Pick<RetrySummary, "registered" | "leaving">) =>
  `${registered > 0 ? "Invia" : "Invia di nuovo"} ${notifications(leaving)}`;

/** A send takes every notification that is Registrato: those that nobody retries leave with the others. */
export const registeredToo = ({ registered, leaving }: Pick<RetrySummary, "registered" | "leaving">) =>
  registered > 0
    ? `${plural(registered, "Parte", "Partono")} anche ${notifications(registered)} ancora in stato Registrato: in tutto ${number(leaving)}.`
    : null;

type LeftOut = RetrySummary["leftOut"];

/** Why each stays out; the order is that of the words. */
const leftOut: { [Why in keyof LeftOut]: [one: string, many: string] } = {
  undecided: ["con esito incerto, da decidere", "con esito incerto, da decidere una per una"],
  decided: ["con esito incerto, già decisa: nessun nuovo invio", "con esito incerto, già decise: nessun nuovo invio"],
  toCorrect: ["con dati da correggere", "con dati da correggere"],
  unreachable: ["di una persona che non può ricevere", "di persone che non possono ricevere"],
  disabled: ["disabilitata", "disabilitate"],
};

export type WhyLeftOut = keyof LeftOut;

/** Those that stay out, with why; what there is none of is not there. */
export const leftOutLines = (counts: LeftOut): { why: WhyLeftOut; text: string }[] =>
  whys.flatMap((why) => (counts[why] > 0 ? [{ why, text: count(counts[why], ...leftOut[why]) }] : []));

const whys = Object.keys(leftOut) as WhyLeftOut[]; // safe: the table has exactly these keys
