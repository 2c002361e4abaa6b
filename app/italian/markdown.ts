import type { Finding, LintCode } from "@/lib/appio/markdown";
import { number } from "./format";

/** What the citizen would see, and what to do. */
const sentences: Record<LintCode, string> = {
  "front-matter-broken":
    "le righe dei pulsanti, tra i due ---, non sono scritte bene: App IO nasconderebbe tutto il messaggio. Cancellale e usa i campi Pulsanti.",
  "front-matter-unclosed":
    "le righe dei pulsanti non sono chiuse da un secondo --- su una riga sua: nell'app si leggerebbero come testo. Cancellale e usa i campi Pulsanti.",
  "front-matter-not-first":
    "App IO prende le righe tra i due --- per istruzioni dei pulsanti e non le mostra. Togli i trattini se sono testo; se sono pulsanti, usa i campi Pulsanti.",
  "no-buttons":
    "le righe tra i due --- all'inizio non si vedono nell'app, e non danno pulsanti. Se sono testo, togli i trattini; se sono pulsanti, usa i campi Pulsanti.",
  "no-english-buttons":
    "i pulsanti ci sono solo in italiano: chi usa l'app in inglese non ne vede nessuno. Ripetili sotto en, o usa i campi Pulsanti.",
  "dead-button":
    "uno dei pulsanti ha un'azione che App IO non conosce: si vede, ma non apre nulla. Correggila, o usa i campi Pulsanti.",
  "no-text": "dopo i pulsanti non c'è nessun testo. Scrivi il messaggio.",
  table: "App IO non mostra le tabelle: tutto il loro testo sparisce. Usa un elenco.",
  strike: "App IO non mostra il testo barrato tra ~: sparisce. Togli i segni ~.",
  footnote: "App IO non mostra le note a piè di pagina: il loro testo sparisce. Scrivilo nel messaggio.",
  html: "App IO mostra i codici HTML così come sono scritti. Toglili e usa i bottoni di formattazione.",
  "link-refused":
    "questo collegamento nell'app non si apre. Deve cominciare con https://, come https://www.comune.it/pagina.",
  "link-special":
    "i collegamenti a e-mail e telefono nel testo non si aprono in tutte le versioni dell'app. Meglio un pulsante, o l'indirizzo scritto per intero.",
  "deep-heading": "App IO ha tre grandezze di titolo: con più di tre # si legge come testo. Usa al massimo ###.",
  dashes: "la copia per e-mail comincia solo dopo l'ultimo ---: quello che viene prima va perso. Togli i trattini.",
  "dashes-heading":
    "i trattini sotto una riga la fanno diventare un titolo, e la copia per e-mail comincia dopo di loro. Toglili, o usa il bottone Titolo.",
  image: "le immagini si scaricano da internet e possono non vedersi. Metti un collegamento.",
  "task-list": "App IO non mostra le caselle: si vede un elenco. Usa un elenco.",
  "quote-marks": "dentro le citazioni App IO non applica grassetti, collegamenti ed elenchi. Togli il segno >.",
};

/** "Riga 3: …", "Righe 3, 5 e 8: …" */
export function wordFinding({ code, lines }: Finding): string {
  return `${placesOf(lines)}: ${sentences[code]}`;
}

const many = 4;

function placesOf(lines: readonly number[]): string {
  const [only] = lines;
  if (lines.length <= 1) return `Riga ${number(only ?? 1)}`;
  const shown = lines.slice(0, many).map(number);
  const more = lines.length - shown.length;
  const last = more > 0 ? `altre ${number(more)}` : shown.pop();
  return `Righe ${shown.join(", ")} e ${last}`;
}
