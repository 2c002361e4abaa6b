import type { AttemptKind, AttemptOutcome, Reason } from "@/db/states";
import { isFinal } from "@/lib/appio/outcome";
import { atHour, onDay } from "./format";

const rejected = "App IO ha preso in carico il messaggio, ma non lo ha messo nell'app: la persona non può riceverlo.";
const failed = "App IO non è riuscita a elaborarlo e non lo consegna. Puoi inviarlo di nuovo.";
const nothingArrived = "La persona non ha ricevuto nulla.";

/** Why a notification did not arrive and what it means for the person (words.md 1 and 20). */
const sentences: Record<Reason, (serviceName: string) => string> = {
  uncertain: () => "Esito incerto: il messaggio potrebbe essere già arrivato.",
  "invalid-content": () => `App IO ha rifiutato il messaggio: un dato non rispetta le sue regole. ${nothingArrived}`,
  "recipient-forbidden": (serviceName) =>
    `Il servizio ${serviceName} può scrivere solo ai codici fiscali autorizzati per le prove, e questo non lo è. ${nothingArrived} Chi amministra i servizi deve completare l'attivazione nel BackOffice IO.`,
  "amount-over-limit": (serviceName) =>
    `L'importo supera il massimo che App IO ammette per il servizio ${serviceName}. ${nothingArrived}`,
  "request-refused": () =>
    `App IO ha rifiutato la richiesta. ${nothingArrived} Se i dati sono giusti, comunica i dettagli tecnici a chi gestisce l'installazione.`,
  "no-answer": () =>
    `App IO non ha risposto quando FlussIO ha chiesto se questa persona può ricevere. ${nothingArrived} Riprova più tardi.`,
  failed: () => failed,
  "not-on-io": () =>
    "Questa persona non usa IO o ha disattivato tutti i messaggi. Non c'è nulla da correggere: avvisala in altro modo.",
  "sender-not-allowed": (serviceName) =>
    `Questa persona usa IO, ma non riceve messaggi da ${serviceName}: li ha disattivati o non li ha mai attivati. Può cambiare scelta solo lei, dall'app.`,
  rejected: () => rejected,
};

export const reasonSentence = (reason: Reason, serviceName: string) => sentences[reason](serviceName);

/** words.md 21, in the order of a message's life. */
export const deliveryMeanings: Record<string, string> = {
  ACCEPTED: "Preso in carico da App IO, non ancora nell'app. FlussIO ricontrolla da solo.",
  PROCESSED: "Disponibile nell'app della persona. Non dice se l'ha letto.",
  REJECTED: rejected,
  FAILED: failed,
  THROTTLED: "App IO ha rallentato e riprova da sola, fino a 7 giorni. Non inviarlo di nuovo.",
};

/** Stato Consegna in words. `waiting`: FlussIO will ask again by itself. */
export function deliverySentence(status: string, waiting: boolean): string {
  if (!waiting && !isFinal(status)) {
    return "Dopo 7 giorni App IO non ha ancora dato un esito. Puoi chiederlo con Verifica Stato.";
  }
  return deliveryMeanings[status] ?? `App IO risponde ${status}. FlussIO ricontrolla.`;
}

/** The same in a few words, for the rows of a grid. */
export const noOutcome = "senza esito dopo 7 giorni";

/** Stato Mail, Stato Push. */
export const notCommunicated = "App IO non comunica questo dato.";

/** What the platform says of a message that the person opened, and of its payment; only for some services. */
export const readMeanings: Record<string, string> = {
  READ: "Letto",
  UNREAD: "Non ancora letto",
  UNAVAILABLE: "La persona non condivide questo dato",
};

export const paymentMeanings: Record<string, string> = { PAID: "Pagato", NOT_PAID: "Non risulta pagato" };

/** The page of an uncertain notification (words.md 1). */
export function uncertainExplained(postedAt: Date, payment: boolean): string[] {
  return [
    `FlussIO ha iniziato a inviare la notifica ${onDay(postedAt)} ${atHour(postedAt)}, ma non ha ricevuto la conferma. Il messaggio può essere già nell'app della persona, oppure no: App IO non offre un modo per controllare.`,
    "Per non farlo arrivare due volte, FlussIO non lo invia di nuovo da solo. Prima di decidere, senti la persona o l'ufficio che segue la pratica." +
      (payment ? " Controlla anche se l'avviso risulta già pagato." : ""),
  ];
}

const attemptTitles: Record<AttemptKind, string> = {
  profile: "Verifica di chi può ricevere",
  send: "Invio",
  status: "Esito da App IO",
  decision: "Decisione sull'esito incerto",
};

const notLeft = "Il messaggio non è partito.";

/** What came of an attempt; whoever reads it must know at once whether a message left. */
const attemptTexts: Record<AttemptOutcome, string> = {
  accepted: "App IO ha preso in carico il messaggio.",
  lost: "La conferma di App IO non è arrivata: il messaggio potrebbe essere nell'app.",
  uncertain: "L'invio si è interrotto prima della risposta: il messaggio potrebbe essere nell'app.",
  resend: "Inviare di nuovo, sapendo che la persona può ricevere due messaggi.",
  keep: "Non inviare di nuovo.",
  throttled: `App IO ha chiesto di rallentare. ${notLeft}`,
  unavailable: `App IO non era raggiungibile o non ha risposto. ${notLeft}`,
  "key-refused": `App IO ha rifiutato la chiave del servizio. ${notLeft}`,
  "not-allowed": `App IO non ha accettato l'invio da qui. ${notLeft}`,
  "wrong-address": `L'indirizzo di App IO configurato in FlussIO non esiste. ${notLeft}`,
  "invalid-content": `App IO ha rifiutato i dati. ${notLeft}`,
  "amount-over-limit": `App IO ha rifiutato l'importo, che supera il massimo del servizio. ${notLeft}`,
  "recipient-forbidden": `App IO ha rifiutato la persona: il servizio può scrivere solo ai codici fiscali autorizzati per le prove. ${notLeft}`,
  "request-refused": `App IO ha rifiutato la richiesta. ${notLeft}`,
  "no-answer": `App IO non ha risposto. ${notLeft}`,
  "not-on-io": `La persona non usa IO o ha disattivato tutti i messaggi. ${notLeft}`,
  "sender-not-allowed": `La persona non riceve messaggi da questo servizio. ${notLeft}`,
  failed,
  rejected,
};

export const acceptedLate = "La conferma di App IO è arrivata dopo la decisione: questo messaggio era partito.";

type Attempt = { kind: AttemptKind; outcome: string };

/** One line of the timeline. A reading of the status says the word of the platform, which may be one nobody knows. */
export function attemptWords({ kind, outcome }: Attempt, late = false): { title: string; text: string } {
  const known: Record<string, string> = kind === "status" ? deliveryMeanings : attemptTexts;
  const text = late ? acceptedLate : (known[outcome] ?? `App IO risponde ${outcome}.`);
  return { title: attemptTitles[kind], text };
}
