import { fieldOf, type TemplateWords } from "@/lib/excel/template";
import { testFiscalCode } from "@/lib/fiscal-code";
import type { Placeholder } from "@/lib/models/template";
import { euro } from "./format";
import { placeholderTypeHints } from "./models";

const notes: TemplateWords["notes"] = {
  fiscalCode:
    "Obbligatorio. 16 caratteri, di una persona. Non è ammesso il codice di 11 cifre di un ente o di una società.",
  subject:
    "Obbligatorio. Da 10 a 120 caratteri. Non scrivere dati personali: si può leggere anche a telefono bloccato.",
  body: "Obbligatorio. Da 80 a 10.000 caratteri. **grassetto**, *corsivo*, elenchi con -, titoli con #, ## e ###.",
  dueDate: "giorno/mese/anno, per esempio 31/12/2027. Vale fino alla fine del giorno.",
  amount: "In euro, per esempio 1.234,56. Va insieme al numero avviso: servono tutti e due, o nessuno.",
  noticeNumber:
    "18 cifre, la prima tra 0 e 3. La colonna è in formato Testo: nelle celle numeriche Excel conserva solo 15 cifre.",
  payableAfterDue: "sì o no; vuota vale sì. Conta solo quando ci sono scadenza e pagamento.",
};

/** What the column of a placeholder takes. */
const placeholderNote = ({ name, type, fallback }: Placeholder) =>
  `${
    fallback === null
      ? "Obbligatorio."
      : fallback === ""
        ? "Facoltativo: se la cella è vuota, nel testo non compare nulla."
        : `Facoltativo: se la cella è vuota vale «${fallback}».`
  } Prende il posto di {{${name}}} nel testo. ${placeholderTypeHints[type]}`;

/** The texts of Scarica Template for one service; `placeholders` is null when each row brings its own text. */
export function templateWords(
  service: { name: string; maxPaymentAmount: number },
  placeholders: readonly Placeholder[] | null = null,
): TemplateWords {
  return {
    sheet: "Notifiche",
    guideSheet: "Guida",
    notes,
    example: {
      fiscalCode: testFiscalCode,
      subject: "RIGA DI ESEMPIO: cancellala prima di caricare il file",
      body: "Gentile cittadina, gentile cittadino,\n\nqui va il testo del messaggio. Può contenere **grassetto**, *corsivo*, elenchi e collegamenti.",
      dueDate: new Date(Date.UTC(2030, 11, 31)),
      amount: 1234.56,
      noticeNumber: "301000000000000001",
      payableAfterDue: "sì",
    },
    placeholderNote,
    placeholderExample: {
      text: "testo di esempio",
      date: new Date(Date.UTC(2030, 11, 31)),
      amount: 1234.56,
      number: 12,
    },
    yes: "sì",
    no: "no",
    wrongYesNo: "Scrivi sì o no, o lascia la cella vuota.",
    guide: [
      [`Notifiche per il servizio ${service.name}`],
      [
        "Una riga, una notifica",
        "Scrivi dalla riga 2 del foglio Notifiche, al posto della riga di esempio. Una persona può avere più righe.",
      ],
      [
        "Titoli delle colonne",
        "L'ordine non conta. Quelle con l'asterisco sono obbligatorie; le altre si possono togliere. Colonne in più vengono ignorate.",
      ],
      ["Codice Fiscale*", notes.fiscalCode],
      ...textGuide(placeholders),
      ["Scadenza", notes.dueDate],
      ...paymentGuide(service.maxPaymentAmount),
      ["Formule", "Vale il valore che si vede nella cella. Le celle unite vanno separate."],
      [
        "Limiti di un file",
        "100.000 righe e 50 MB. Per un invio più grande dividi il file: un flusso accetta più file.",
      ],
      ["Errori", "FlussIO controlla tutto il file prima di importare e indica ogni riga e cella da correggere."],
    ],
  };
}

function textGuide(placeholders: readonly Placeholder[] | null): TemplateWords["guide"] {
  if (!placeholders)
    return [
      ["Oggetto*", notes.subject],
      ["Contenuto*", notes.body],
    ];
  return [
    ["Oggetto e contenuto", "Sono quelli del testo scelto: nel file non servono. Ogni riga dà solo i suoi valori."],
    ...placeholders.map(
      (placeholder) =>
        [
          placeholder.fallback === null ? `${placeholder.name}*` : placeholder.name,
          fieldOf(placeholder)
            ? `${placeholderNote(placeholder)} Il valore è anche quello della notifica.`
            : placeholderNote(placeholder),
        ] as const,
    ),
  ];
}

function paymentGuide(maximum: number): TemplateWords["guide"] {
  if (maximum === 0) return [["Pagamenti", "Questo servizio non può inviare avvisi di pagamento."]];
  return [
    ["Importo", `${notes.amount} Il massimo del servizio è ${euro(maximum)}.`],
    ["Numero Avviso", notes.noticeNumber],
    ["Paga dopo la scadenza", notes.payableAfterDue],
  ];
}
