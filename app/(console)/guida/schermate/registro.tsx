import type { HelpPage } from "./help-page";

export const registerHelp: HelpPage = {
  title: "Registro",
  lead: "Chi ha fatto che cosa, quando e su che cosa. Non contiene codici fiscali né testi.",
  open: { href: "/registro", label: "Registro" },
  steps: [
    <>
      Scegli giorni, utente, azione o UUID e premi <strong>Elenca</strong>: le voci più recenti sono in alto.
    </>,
    <>
      L'UUID porta al flusso, alla notifica o a quello di cui parla la voce. <strong>Voci precedenti</strong> continua
      l'elenco.
    </>,
  ],
  troubles: [
    [
      "Una voce non si può correggere né cancellare.",
      "È voluto: il registro cresce soltanto. Ogni minuto FlussIO lo sigilla, e una voce cambiata dopo si scopre.",
    ],
    [
      "Serve provare che nessuno lo ha toccato.",
      "Chi gestisce l'installazione usa il comando npm run register:verify, e annota altrove l'ultimo sigillo.",
    ],
  ],
  see: ["operatori-e-ruoli", "applicazioni"],
};
