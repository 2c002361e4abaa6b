import type { UnreadableReason, UnreadableValues } from "@/lib/excel/unreadable";
import { number } from "./format";

/** Why a file is refused as a whole, as a sentence about it. */
export const unreadableSentences: { [R in UnreadableReason]: (values: UnreadableValues[R]) => string } = {
  "not-a-workbook": () =>
    "Non è un file di Excel (.xlsx), di LibreOffice (.ods) o .csv con le colonne. Apri il file con Excel o LibreOffice, salvalo in formato .xlsx e caricalo di nuovo.",
  "old-excel": () => "È nel vecchio formato di Excel (.xls). Aprilo, salvalo in formato .xlsx e caricalo di nuovo.",
  "other-format": ({ format }) =>
    `È in formato ${format.toUpperCase()} e qui serve .xlsx, .ods o .csv. Apri il file con Excel o LibreOffice, salvalo in formato .xlsx e caricalo di nuovo.`,
  quotes: ({ row }) =>
    `Le virgolette che si aprono alla riga ${number(row)} non si chiudono. Correggile, o apri il file con Excel o LibreOffice e salvalo in formato .xlsx.`,
  encrypted: () => "È protetto da una password. Toglila, salvalo e caricalo di nuovo.",
  macros: () => "Contiene delle macro. Salvalo in formato .xlsx, che non ne ha, e caricalo di nuovo.",
  damaged: () =>
    "È danneggiato o incompleto. Se si apre con Excel o LibreOffice, salvalo con un altro nome e carica quello.",
  "too-heavy": () =>
    "È troppo pesante da leggere. Copia le sole righe da importare in un file nuovo e carica quello, o dividile in più file.",
  "file-too-large": ({ megabytes }) => `Supera ${number(megabytes)} MB. ${splitIt}`,
  "too-many-rows": ({ rows }) => `Ha più di ${number(rows)} righe. ${splitIt}`,
  "too-much-text": ({ millions }) => `I suoi testi superano ${number(millions)} milioni di caratteri. ${splitIt}`,
  "empty-file": () => "Il file è vuoto.",
  "no-rows": ({ sheet }) =>
    sheet === null
      ? "È vuoto: nessun foglio visibile ha righe. I fogli nascosti non vengono letti."
      : `Nel foglio ${sheet} non ci sono righe sotto le intestazioni.`,
};

const splitIt = "Dividilo in più file e importali uno dopo l'altro nello stesso flusso.";
