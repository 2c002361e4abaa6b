import type { HelpPage } from "./help-page";

export const modelsHelp: HelpPage = {
  title: "Modelli e testo del flusso",
  lead: "Il testo si scrive una volta sola; il file Excel porta soltanto quello che cambia da persona a persona.",
  open: { href: "/modelli", label: "Modelli" },
  steps: [
    <>
      In <strong>Modelli</strong> premi <strong>Nuovo</strong> e scrivi oggetto e contenuto. Dove il testo cambia metti
      un segnaposto tra due coppie di parentesi, per esempio <code>{"{{nome}}"}</code>.
    </>,
    <>
      Per ogni segnaposto scegli il tipo (testo, data, importo, numero) e se la cella può essere vuota. Accanto vedi il
      messaggio come sul telefono.
    </>,
    <>
      Nel flusso premi <strong>Scegli il testo</strong> e usa il modello, o scrivi un testo solo per quel flusso. Poi{" "}
      <strong>Scarica Template</strong>: il file ha una colonna per ogni segnaposto.
    </>,
    <>
      <code>{"{{scadenza}}"}</code>, <code>{"{{importo}}"}</code>, <code>{"{{numero avviso}}"}</code> e{" "}
      <code>{"{{codice fiscale}}"}</code> prendono il valore dalle colonne con quel nome: non vanno scritti due volte.
    </>,
  ],
  troubles: [
    [
      "Il modello è cambiato, ma il flusso ha ancora il testo di prima.",
      "È voluto: un flusso tiene la versione che hai scelto. Se è vuoto, sceglilo di nuovo; se ha già notifiche, togli prima le righe.",
    ],
    [
      "Un nome con asterischi o un indirizzo nel file compare così com'è.",
      "I valori del file non diventano mai grassetti, titoli o collegamenti: solo chi scrive il modello decide la forma.",
    ],
    [
      "Il testo di una riga è troppo lungo.",
      "I limiti valgono sul messaggio completo di ogni persona: accorcia il modello o il valore di quella riga.",
    ],
  ],
  see: ["importazione", "flusso"],
};
