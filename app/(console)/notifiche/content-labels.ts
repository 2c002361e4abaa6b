import type { Field } from "@/lib/notifications/content";
import type { ButtonField } from "@/lib/notifications/typed-buttons";

/** The manual's words; Somma and Notifica Pagamento have another name in Excel, shown beside them. */
export const contentLabels: Record<Field, string> = {
  fiscalCode: "Codice Fiscale Destinatario",
  subject: "Oggetto",
  body: "Contenuto",
  dueDate: "Scadenza",
  amount: "Somma (Importo)",
  noticeNumber: "Notifica Pagamento (Numero avviso)",
  payableAfterDue: "Paga dopo la scadenza",
};

export const buttonLabels: Record<ButtonField, string> = {
  cta1Text: "Testo del primo pulsante",
  cta1Kind: "Che cosa apre il primo pulsante",
  cta1Address: "Indirizzo del primo pulsante",
  cta2Text: "Testo del secondo pulsante",
  cta2Kind: "Che cosa apre il secondo pulsante",
  cta2Address: "Indirizzo del secondo pulsante",
};
