import type { FlowState, NotificationState, Origin, Reason } from "@/db/states";
import type { Family } from "@/lib/notifications/state";

/** The manual's words for the states. */
export const flowStateLabels: Record<FlowState, string> = {
  inactive: "Inattivo",
  active: "Attivo",
  sending: "In invio",
  sent: "Inviato",
  incomplete: "Invio incompleto",
};

export const flowStateMeanings: Record<FlowState, string> = {
  inactive: "In fase di preparazione",
  active: "Pronto per l'invio",
  sending: "In corso di completamento del processo di invio massivo",
  sent: "Flusso inviato ai destinatari",
  incomplete: "Conclusa la fase di invio con alcuni esiti negativi",
};

export const notificationStateLabels: Record<NotificationState, string> = {
  registered: "Registrato",
  transmitting: "In Trasmissione",
  sent: "Inviato",
  error: "Errore",
  unreachable: "Utente non abilitato alla ricezione",
};

/** A few words for grids and exports; the sentences for a person are in notification-outcome.ts. */
export const reasonLabels: Record<Reason, string> = {
  uncertain: "Esito incerto",
  "invalid-content": "Dati rifiutati da App IO",
  "recipient-forbidden": "Destinatario non autorizzato per le prove",
  "amount-over-limit": "Importo oltre il massimo del servizio",
  "request-refused": "Richiesta rifiutata da App IO",
  "no-answer": "App IO non risponde per questa persona",
  failed: "Non elaborato da App IO",
  "not-on-io": "Non usa IO",
  "sender-not-allowed": "Non riceve da questo servizio",
  rejected: "Non consegnato: la persona non può riceverlo",
};

export const originLabels: Record<Origin, string> = {
  operator: "operatore",
  application: "applicazione",
  rule: "regola",
};

export const familyLabels: Record<Family, string> = {
  available: "disponibili nell'app",
  pending: "in corso",
  unreachable: "non raggiungibili",
  "to-retry": "da ritentare",
  "to-correct": "da correggere",
  uncertain: "con esito incerto",
};
