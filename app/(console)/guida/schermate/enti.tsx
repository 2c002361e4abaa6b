import type { HelpPage } from "./help-page";

export const organizationsHelp: HelpPage = {
  title: "Enti",
  lead: "L'ente che invia: nome, codice fiscale e quanto può chiedere ad App IO. Lo gestisce chi amministra.",
  open: { href: "/enti", label: "Apri Enti" },
  steps: [
    <>
      Il <strong>limite</strong> è quello che PagoPA assegna (di solito 150 o 250 richieste ogni 5 secondi); la{" "}
      <strong>quota</strong> è la parte che FlussIO può usare: l'80% lascia posto agli altri programmi dell'ente.
    </>,
    <>
      La <strong>soglia di approvazione</strong> è il numero di notifiche oltre il quale serve una seconda persona;
      vuota, nessuno approva.
    </>,
    <>
      Gli <strong>orari di invio</strong> dicono in quali giorni e ore possono partire gli invii massivi; vuoti, sempre.
    </>,
  ],
  troubles: [
    [
      "Gli invii sono lenti.",
      "La velocità è il limite di App IO: ogni notifica usa circa tre richieste. Con 150 richieste ogni 5 secondi e l'80%, 1.000 persone richiedono circa due minuti.",
    ],
    [
      "App IO chiede spesso di rallentare.",
      "Un altro programma dell'ente usa le stesse richieste, o la quota è troppo alta: abbassala.",
    ],
  ],
  see: ["servizi", "approvazione"],
};
