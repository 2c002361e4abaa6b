import { ownWork } from "@/app/italian/approval";
import type { HelpPage } from "./help-page";

export const approvalHelp: HelpPage = {
  title: "Approvazione",
  lead: "Oltre la soglia fissata per l'ente, un invio parte solo se lo approva una seconda persona.",
  steps: [
    <>
      Chi prepara: in <strong>Invia Flusso</strong> premi <strong>Chiedi l'approvazione</strong>. Vedi chi può
      approvare; puoi ritirare la richiesta.
    </>,
    <>
      Chi approva: apri il flusso dal Cruscotto, rileggi testo, destinatari e anteprima, poi premi{" "}
      <strong>Approva e invia</strong>, oppure <strong>Rifiuta</strong> e scrivi il motivo.
    </>,
  ],
  troubles: [
    ["Il pulsante Approva non si può premere.", ownWork],
    [
      "Nessuno può approvare.",
      "Per quel servizio nessun'altra persona ha l'abilitazione: rivolgiti a chi amministra gli operatori.",
    ],
    ["La richiesta è sparita.", "Una modifica al flusso fa decadere la richiesta: chiedila di nuovo."],
    ["È rimasto tutto fermo.", "Senza approvazione un invio programmato non parte, nemmeno alla sua ora."],
  ],
  see: ["invia-flusso", "programmazione"],
};
