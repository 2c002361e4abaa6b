import { anyHourLabel } from "@/app/italian/sending-hours";
import { flowStateLabels } from "@/app/italian/states";
import type { HelpPage } from "./help-page";

export const scheduleHelp: HelpPage = {
  title: "Programmazione",
  lead: "Un flusso può partire da solo a una data e ora, entro un anno.",
  open: { href: "/flussi/archivio?programmato=true", label: "Vedi i flussi programmati" },
  steps: [
    <>
      In <strong>Invia Flusso</strong>, alla conferma, scegli la data e l'ora (di Roma) invece di inviare subito, poi{" "}
      <strong>Programma l'invio</strong>.
    </>,
    <>
      Il flusso resta {flowStateLabels.active} con il segno <strong>Programmato</strong>. Nel flusso puoi scegliere
      un'altra data o premere <strong>Annulla la programmazione</strong>.
    </>,
    <>
      Se l'ente ha <strong>orari di invio</strong>, fuori da quelli l'invio massivo aspetta: alla conferma puoi
      scegliere <strong>{anyHourLabel}</strong>.
    </>,
  ],
  troubles: [
    [
      "L'invio programmato non è partito.",
      "FlussIO era fermo all'ora scelta ed è passata più di un'ora, oppure mancava l'approvazione: non è partito nulla. Controlla testo e scadenze, poi invia ora o scegli un'altra data.",
    ],
    ["Ho modificato il flusso.", "Una modifica annulla la programmazione: FlussIO te lo dice. Programmalo di nuovo."],
  ],
  see: ["invia-flusso", "approvazione"],
};
