import type { NotificationState, Reason } from "@/db/states";
import type { TrialResult } from "@/lib/flows/trial";
import { atHour, count, number, onDay, plural } from "./format";
import { deliverySentence, reasonSentence } from "./notification-outcome";
import { stopCauses } from "./stop-causes";

export const trialWarning =
  "Sono messaggi veri: arrivano subito sul telefono di queste persone, con il testo della notifica scelta e i dati che contiene, e non si possono ritirare. Restano fuori dal flusso e dai suoi conteggi.";

export const noTestCodes = (serviceName: string) =>
  `Il servizio ${serviceName} non ha codici fiscali di prova. Chi amministra i servizi può aggiungerli in Servizi.`;

export const trialErrors = { codes: "Scegli almeno un codice fiscale di prova." };

export const trialButton = "Invia la prova";

/** After Invia la prova; what came of each code is in the list below. */
export function trialDone({ made, sent, stop }: TrialResult, serviceName: string): string {
  if (made === 0) return "Questa prova è già partita: FlussIO non l'ha inviata di nuovo.";
  const done = `${plural(sent, "Inviata", "Inviate")} ${count(sent, "prova", "prove")} su ${number(made)}`;
  return stop ? `${done}: ${stopCauses[stop](serviceName)}.` : `${done}. L'esito di ognuna è in Prove già fatte.`;
}

type Outcome = {
  state: NotificationState;
  reason: Reason | null;
  deliveryStatus: string | null;
  checkDueAt: Date | null;
  sentAt: Date | null;
};

/** What came of a trial, for the person who made it. */
export function trialOutcome(trial: Outcome, serviceName: string): string {
  const { state, reason, deliveryStatus, checkDueAt, sentAt } = trial;
  if (reason) return reasonSentence(reason, serviceName);
  switch (state) {
    case "registered":
      return "Non inviata: apri la notifica per vedere perché e premi Invia Messaggio.";
    case "transmitting":
      return "In trasmissione.";
    default: {
      const left = sentAt ? `Inviata ${onDay(sentAt)} ${atHour(sentAt)}.` : "Inviata.";
      return deliveryStatus ? `${left} ${deliverySentence(deliveryStatus, checkDueAt !== null)}` : left;
    }
  }
}
