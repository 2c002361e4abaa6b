import { wordConnection } from "@/app/italian/connection";
import type { HelpPage } from "./help-page";

export const servicesHelp: HelpPage = {
  title: "Servizi",
  lead: "I servizi di App IO da cui l'ente scrive. Li gestisce chi amministra.",
  open: { href: "/servizi", label: "Apri Servizi" },
  steps: [
    <>
      Copia dal BackOffice IO l'identificativo del servizio e la chiave primaria o secondaria. La chiave, salvata, non
      si mostra più.
    </>,
    <>
      Premi <strong>Verifica connessione</strong>: dice se la chiave è valida e se App IO accetta richieste da qui.
      Nessun cittadino riceve messaggi.
    </>,
    <>
      <strong>In prova</strong>: FlussIO rifiuta i destinatari che non sono tra i codici fiscali di prova. Serve perché
      anche la chiave di un servizio in bozza arriva a cittadini veri.
    </>,
    <>
      <strong>Importo massimo</strong>: quello scritto nel BackOffice IO. A 0 € App IO rifiuta ogni avviso di pagamento.
    </>,
  ],
  troubles: [
    ...(["key-refused", "source-refused", "service-closed", "unreachable"] as const).map(
      (finding) => [wordConnection(finding, "…").title, wordConnection(finding, "del servizio").text] as const,
    ),
    [
      "Il servizio non compare a un operatore.",
      "Va abilitato in uno dei suoi ruoli: apri Ruoli e aggiungi il servizio.",
    ],
  ],
  see: ["enti", "operatori-e-ruoli"],
};
