import type { Field } from "@/lib/notifications/content";

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
