import { number } from "@/app/italian/format";
import { limits } from "@/lib/notifications/content";
import { Columns } from "../file";
import type { HelpPage } from "./help-page";

export const importHelp: HelpPage = {
  title: "Importazione da Excel",
  lead: "Il file diventa notifiche: una riga, una notifica. FlussIO controlla tutto prima di salvare.",
  steps: [
    <>
      Nel flusso premi <strong>Scarica Template</strong>: le colonne sono già giuste e in formato Testo. Compila una
      riga per ogni messaggio.
    </>,
    <>
      Premi <strong>Importa da File Excel</strong> e scegli il file. Finché ci sono errori non viene salvato nulla, a
      meno che tu scelga <strong>Importa solo le righe valide</strong>.
    </>,
    <>
      Un file grande si legge in sottofondo: puoi chiudere la pagina. L'esito resta in <strong>File caricati</strong>,
      nella pagina dell'importazione, per 7 giorni.
    </>,
    <>
      Se ci sono errori, premi <strong>Scarica il tuo file con la colonna Errore</strong>: è il tuo file, con le celle
      sbagliate in rosso e, in fondo a ogni riga, che cosa correggere. Correggilo, salvalo e premi{" "}
      <strong>Carica il file corretto</strong>: la colonna Errore non va tolta.
    </>,
  ],
  troubles: [
    [
      "Il numero avviso è rifiutato.",
      "Excel conserva solo 15 cifre dei numeri: la cella deve essere in formato Testo, e le 18 cifre vanno riscritte o incollate di nuovo.",
    ],
    [
      "Il codice fiscale non torna.",
      "FlussIO controlla anche l'ultimo carattere: ricontrollalo sul documento. I codici di 11 cifre sono di enti e società: App IO non scrive a loro.",
    ],
    [
      `Il contenuto è troppo corto.`,
      `Servono almeno ${number(limits.body.minimum)} caratteri, compresi i segni di formattazione: è il minimo di PagoPA. Il manuale da cui si è partiti scrive 120 nel testo e 80 nell'immagine: vale ${number(limits.body.minimum)}.`,
    ],
    [
      "Il file è già nel flusso.",
      "Importarlo due volte creerebbe notifiche doppie. Se lo hai corretto, salvalo e carica la nuova versione; se vuoi ricominciare, sostituisci le righe.",
    ],
    [
      "Dopo l'invio alcune notifiche sono in Errore per dati sbagliati.",
      "Filtrale nella griglia del flusso, premi Esporta Excel, correggi i dati senza toccare la colonna UUID e importa quel file: le notifiche corrette tornano Registrato e Riprendi le invia.",
    ],
    [
      "Alcuni avvisi sono ripetuti.",
      "Stesso numero avviso e stessa persona: guarda l'elenco. Non è un blocco, decidi tu se tenerli.",
    ],
  ],
  More: Columns,
  see: ["flusso", "modelli", "invia-flusso"],
};
