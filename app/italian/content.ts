import type { PlaceholderType } from "@/db/states";
import type { Field, Problem, ProblemCode, ProblemValues } from "@/lib/notifications/content";
import { count, euro, number } from "./format";

/** A field in a sentence, with its article. */
const names: Record<Field, string> = {
  fiscalCode: "il codice fiscale",
  subject: "l'oggetto",
  body: "il contenuto",
  dueDate: "la scadenza",
  amount: "l'importo",
  noticeNumber: "il numero avviso",
  payableAfterDue: "la colonna Paga dopo la scadenza",
};

/** What is wrong and what to do, from the middle of a sentence: "Riga 14, cella A14: …". */
const sentences: { [C in ProblemCode]: (values: ProblemValues[C], field: Field) => string } = {
  required: (_, field) => `manca ${names[field]}, che è obbligatorio.`,
  "fiscal-code-length": ({ length }) => `il codice fiscale ha ${characters(length)}, ne servono 16.`,
  "fiscal-code-company": () =>
    "questo è il codice di 11 cifre di un ente o di una società: App IO scrive solo a persone, con un codice di 16 caratteri.",
  "fiscal-code-test": () =>
    "questo è il codice di prova di App IO, che si usa solo nei servizi che lo ammettono. Se è la riga di esempio, cancellala.",
  "fiscal-code-character": ({ position, expected }) =>
    `nel codice fiscale il carattere ${position} deve essere ${expected === "letter" ? "una lettera" : "una cifra"}. Ricontrollalo sul documento.`,
  "fiscal-code-month": ({ letter }) =>
    `nel codice fiscale il carattere 9 indica il mese di nascita e non può essere ${letter}. Ricontrollalo sul documento.`,
  "fiscal-code-day": () =>
    "nel codice fiscale i caratteri 10 e 11 indicano un giorno di nascita che non esiste. Ricontrollali sul documento.",
  "fiscal-code-check": () => "l'ultimo carattere del codice fiscale non torna. Ricontrollalo sul documento.",
  "fiscal-code-not-enabled": () =>
    "il servizio è In prova e questo codice fiscale non è tra quelli di prova: per scrivere ai cittadini, chi amministra i servizi deve togliere la prova.",
  "too-short": ({ length, minimum }, field) =>
    `${names[field]} ha ${characters(length)}, ne servono almeno ${number(minimum)}.`,
  "too-long": ({ length, maximum }, field) =>
    `${names[field]} ha ${characters(length)}, al massimo possono essere ${number(maximum)}.`,
  "unreadable-character": ({ position }, field) =>
    `${names[field]} contiene un carattere illeggibile, il numero ${number(position)}. Cancellalo e riscrivilo.`,
  "buttons-unreadable": (_, field) =>
    `${names[field]} comincia con le righe dei pulsanti, tra i due ---, che non sono scritte bene: App IO nasconderebbe tutto il messaggio. Cancellale o correggile.`,
  "date-form": () => "la scadenza non è una data: usa giorno/mese/anno, per esempio 31/12/2027.",
  "date-day": () =>
    "la scadenza è un giorno che non esiste nel calendario: usa giorno/mese/anno, per esempio 31/12/2027.",
  "date-year": ({ year }) => `la scadenza è nell'anno ${year}: controllalo, sono ammessi gli anni dal 2000 al 2099.`,
  "amount-form": () => "l'importo non è un numero: scrivilo come 1.234,56.",
  "amount-ambiguous": ({ typed }) =>
    `l'importo ${typed} si può leggere in due modi, con i decimali o con le migliaia: scrivilo con due decimali, come 1.234,56.`,
  "amount-negative": () => "l'importo è negativo: deve essere di almeno 0,01 €.",
  "amount-decimals": () => "l'importo ha più di due decimali: arrotondalo al centesimo.",
  "amount-too-large": ({ maximum }) => `l'importo supera ${euro(maximum)}, il massimo che App IO ammette.`,
  "amount-over-service": ({ maximum }) =>
    maximum === 0
      ? "l'importo massimo del servizio è 0 €: questo servizio non può inviare avvisi di pagamento."
      : `l'importo supera ${euro(maximum)}, il massimo del servizio.`,
  "amount-missing": () => "c'è il numero avviso ma l'importo manca o è zero: servono tutti e due, o nessuno.",
  "notice-length": ({ length }) => `il numero avviso ha ${count(length, "cifra", "cifre")}, ne servono 18.`,
  "notice-character": ({ position }) => `nel numero avviso il carattere ${position} non è una cifra: servono 18 cifre.`,
  "notice-start": ({ digit }) =>
    `il numero avviso comincia con ${digit}: le 18 cifre devono cominciare con 0, 1, 2 o 3.`,
  "notice-missing": () => "c'è l'importo ma manca il numero avviso: servono tutti e due, o nessuno.",
  "yes-no": () => "in Paga dopo la scadenza scrivi sì o no.",
  "number-cell": (_, field) =>
    field === "noticeNumber"
      ? "il numero avviso è in una cella numerica, dove Excel conserva solo 15 cifre. Imposta il formato Testo e riscrivilo."
      : `${names[field]} è in una cella numerica. Imposta il formato Testo e riscrivilo.`,
  "formula-error": ({ error }) => `la formula della cella dà l'errore ${error}. Correggila o scrivi il valore.`,
  "formula-unsaved": () =>
    "la cella ha una formula senza il suo risultato. Apri il file con Excel o LibreOffice, salvalo e caricalo di nuovo, o scrivi il valore.",
  "uuid-missing": () =>
    "manca l'UUID della notifica da correggere: parti dal file che dà Esporta Excel e non cancellare la colonna UUID.",
  "uuid-unknown": () => "l'UUID non è di una notifica di questo flusso: qui si correggono solo le sue.",
  "uuid-state": () =>
    "questa notifica non si può correggere: dopo l'invio si correggono solo quelle in Errore, e non quelle con esito incerto, che può già essere arrivato.",
  "number-form": () => "questo non è un numero: scrivilo come 1.234 o 12,5.",
  "placeholder-name": ({ typed }) =>
    typed === ""
      ? "tra le parentesi {{ }} manca il nome del segnaposto: scrivilo, o togli le parentesi."
      : `il segnaposto {{${typed}…}} ha un nome troppo lungo, o senza lettere e cifre.`,
  "placeholder-unclosed": () =>
    "un segnaposto non è chiuso: si scrive tra due coppie di parentesi, su una riga sola, per esempio {{nome}}.",
  "placeholder-place": ({ name }) =>
    `il segnaposto {{${name}}} è in un punto dove il valore cambierebbe il messaggio: in un collegamento può stare solo dopo l'indirizzo del sito, e non tra < e >. Per i pulsanti usa i campi.`,
  "placeholder-fallback": ({ name, type }) => `il valore predefinito di {{${name}}} non è ${placeholderForms[type]}.`,
  "placeholder-missing": ({ name }) => `manca il valore di {{${name}}}, che serve al testo.`,
  "placeholder-value": ({ name, type }) => `il valore di {{${name}}} non è ${placeholderForms[type]}.`,
};

/** What the value of a placeholder should be. */
const placeholderForms: Record<PlaceholderType, string> = {
  text: "un testo",
  date: "una data, come 31/12/2027",
  amount: "un importo, come 1.234,56",
  number: "un numero, come 1.234 o 12,5",
};

const characters = (n: number) => count(n, "carattere", "caratteri");

/** The sentence of a problem, to be put after "Riga 14, cella A14: ". */
export function wordProblem<C extends ProblemCode>(problem: {
  field: Field;
  code: C;
  values: ProblemValues[C];
}): string {
  return sentences[problem.code](problem.values, problem.field);
}

/** One sentence for each wrong field, for a form. */
export function wordFields(problems: readonly Problem[]): Partial<Record<Field, string>> {
  const words: Partial<Record<Field, string>> = {};
  for (const problem of problems) {
    const sentence = wordProblem(problem);
    words[problem.field] ??= sentence.charAt(0).toUpperCase() + sentence.slice(1);
  }
  return words;
}
