import type { Action, RowReport } from "@/lib/excel/report";
import { euro, number, plural } from "./format";

/** Singular and plural of what follows the verb; `{n}` stands for the number. */
const actionWords: Record<Action, readonly [one: string, many: string]> = {
  "complete-rows": [
    "Completa 1 riga con dati obbligatori mancanti.",
    "Completa {n} righe con dati obbligatori mancanti.",
  ],
  "fix-fiscal-codes": ["Correggi 1 codice fiscale.", "Correggi {n} codici fiscali."],
  "retype-fiscal-codes": [
    "Riscrivi come testo 1 codice fiscale: è in una cella numerica.",
    "Riscrivi come testo {n} codici fiscali: sono in celle numeriche.",
  ],
  "remove-not-enabled": [
    "Togli 1 riga: il servizio è In prova e può scrivere solo ai codici di prova.",
    "Togli {n} righe: il servizio è In prova e può scrivere solo ai codici di prova.",
  ],
  "lengthen-subjects": [
    "Allunga 1 oggetto: servono almeno 10 caratteri.",
    "Allunga {n} oggetti: servono almeno 10 caratteri.",
  ],
  "shorten-subjects": [
    "Accorcia 1 oggetto: al massimo 120 caratteri.",
    "Accorcia {n} oggetti: al massimo 120 caratteri.",
  ],
  "lengthen-bodies": [
    "Allunga 1 contenuto: servono almeno 80 caratteri.",
    "Allunga {n} contenuti: servono almeno 80 caratteri.",
  ],
  "shorten-bodies": [
    "Accorcia 1 contenuto: al massimo 10.000 caratteri.",
    "Accorcia {n} contenuti: al massimo 10.000 caratteri.",
  ],
  "fix-characters": ["Togli i caratteri illeggibili da 1 riga.", "Togli i caratteri illeggibili da {n} righe."],
  "fix-buttons": [
    "Correggi le righe dei pulsanti, tra i due ---, in 1 contenuto.",
    "Correggi le righe dei pulsanti, tra i due ---, in {n} contenuti.",
  ],
  "fix-dates": [
    "Correggi 1 data: usa giorno/mese/anno, per esempio 31/12/2027.",
    "Correggi {n} date: usa giorno/mese/anno, per esempio 31/12/2027.",
  ],
  "fix-amounts": ["Correggi 1 importo: scrivilo come 1.234,56.", "Correggi {n} importi: scrivili come 1.234,56."],
  "reduce-amounts": [
    "Riduci 1 importo oltre il massimo del servizio{maximum}.",
    "Riduci {n} importi oltre il massimo del servizio{maximum}.",
  ],
  "retype-notices": [
    "Riscrivi come testo 1 numero avviso: nelle celle numeriche Excel conserva solo 15 cifre.",
    "Riscrivi come testo {n} numeri avviso: nelle celle numeriche Excel conserva solo 15 cifre.",
  ],
  "fix-notices": [
    "Correggi 1 numero avviso: servono 18 cifre, la prima tra 0 e 3.",
    "Correggi {n} numeri avviso: servono 18 cifre, la prima tra 0 e 3.",
  ],
  "complete-payments": [
    "Completa 1 pagamento: servono importo e numero avviso.",
    "Completa {n} pagamenti: servono importo e numero avviso.",
  ],
  "fix-yes-no": [
    "Correggi 1 cella di Paga dopo la scadenza: scrivi sì o no.",
    "Correggi {n} celle di Paga dopo la scadenza: scrivi sì o no.",
  ],
  "fix-formulas": [
    "Correggi 1 riga con una formula in errore o senza risultato.",
    "Correggi {n} righe con una formula in errore o senza risultato.",
  ],
  "remove-uuids": [
    "Togli 1 riga che non corregge nessuna notifica in Errore di questo flusso.",
    "Togli {n} righe che non correggono nessuna notifica in Errore di questo flusso.",
  ],
  "fix-values": [
    "Correggi 1 riga con un valore che non va nel testo.",
    "Correggi {n} righe con un valore che non va nel testo.",
  ],
};

/** What to do about one kind of problem, with how many rows it is about. */
export function wordAction(action: Action, n: number, { problems }: RowReport): string {
  const over = problems.find((problem) => problem.code === "amount-over-service");
  const maximum = over?.code === "amount-over-service" ? ` (${euro(over.values.maximum)})` : "";
  return plural(n, ...actionWords[action])
    .replace("{n}", number(n))
    .replace("{maximum}", maximum);
}
