import { nothingEnabled, permissionExplained, permissionWords } from "@/app/italian/permissions";
import { permissions } from "@/db/states";
import { Words } from "../words";
import type { HelpPage } from "./help-page";

export const operatorsHelp: HelpPage = {
  title: "Operatori e ruoli",
  lead: "Chi può entrare, e che cosa può fare per quali servizi. Lo gestisce chi amministra.",
  open: { href: "/operatori", label: "Apri Operatori" },
  steps: [
    <>
      In <strong>Ruoli</strong> scegli che cosa permette un ruolo e per quali servizi.
    </>,
    <>
      In <strong>Operatori</strong> premi <strong>Nuovo</strong>, scegli nome utente, password provvisoria e ruoli. Un
      operatore può averne più d'uno.
    </>,
    <>
      Chi lascia l'ufficio si disabilita: le sue sessioni finiscono e ciò che ha fatto resta scritto accanto al suo nome
      utente.
    </>,
    <>Nel tuo profilo (il tuo nome in alto a destra) vedi che cosa puoi fare e cambi la password.</>,
  ],
  troubles: [
    ["Una persona non vede nulla.", nothingEnabled],
    [
      "Ha dimenticato la password.",
      "Apri l'operatore e dagli una password provvisoria: le sue sessioni vengono chiuse.",
    ],
    [
      "Non si può togliere l'ultimo che amministra.",
      "Nessuno potrebbe più gestire FlussIO: dai prima il permesso a un'altra persona.",
    ],
  ],
  More: () => (
    <Words heading="Permesso" rows={permissions.map((one) => [permissionWords[one], permissionExplained[one]])} />
  ),
  see: ["servizi", "approvazione"],
};
