import type { Permission } from "@/db/states";
import type { Refusal, RefusalCode, Refused, Unique } from "@/lib/refusal";
import { atHour, count, onDay } from "./format";
import { flowStateLabels, notificationStateLabels } from "./states";

const withoutPermission: Record<Permission, (service: string) => string> = {
  compose: (service) => `Puoi vedere ${service} ma non preparare notifiche.`,
  send: (service) => `Puoi preparare notifiche per ${service} ma non inviarle.`,
  approve: (service) => `Non puoi approvare gli invii di ${service}.`,
  administer: (service) => `Non amministri ${service}.`,
};

/** What a button says to whoever may not press it. */
export const notAllowed = (permission: Permission, service: string) =>
  `${withoutPermission[permission](service)} L'abilitazione la dà chi amministra gli operatori.`;

const takenWords: Record<Unique, string> = {
  code: "Questo codice è già di un altro servizio: scegline uno diverso.",
  fiscalCode: "Questo codice fiscale è già di un altro ente: cercalo nell'elenco degli enti.",
};

/** One sentence for each refusal: what happened and what to do. */
const sentences: { [C in RefusalCode]: (values: Refused[C]) => string } = {
  "not-found": () => "Non c'è, o non è tra i tuoi servizi. Torna all'elenco e cerca di nuovo.",
  "not-allowed": ({ permission, serviceName }) => notAllowed(permission, serviceName),
  "changed-meanwhile": () =>
    "Nel frattempo qualcuno ha modificato questi dati: nulla è stato salvato né inviato. Ricarica la pagina per vedere i valori aggiornati, poi ripeti.",
  "flow-state": ({ state }) =>
    `Il flusso ora è in stato ${flowStateLabels[state]}, e in questo stato l'azione richiesta non si può fare.`,
  "flow-disabled": () => "Il flusso è disabilitato. Per usarlo premi Riabilita.",
  "flow-empty": () => "Nel flusso non ci sono notifiche da inviare. Importa un file Excel, poi riprova.",
  "flow-not-empty": () => "Il flusso contiene già notifiche: il servizio non si può cambiare. Crea un nuovo flusso.",
  "text-not-empty": () =>
    "Il flusso contiene già notifiche, scritte con il testo di adesso. Per cambiarlo togli prima le righe, in Importa da File Excel.",
  "application-name-taken": () => "C'è già un'applicazione con questo nome. Scegline un altro.",
  "too-many-keys": ({ most }) => `L'applicazione ha già ${most} chiavi valide: revocane una, poi creane un'altra.`,
  "pair-taken": ({ context, key }) =>
    `Contesto ${context} e chiave ${key} sono già di un invio con un contenuto diverso. Per un altro invio usa un'altra chiave.`,
  "model-name-taken": () => "Il servizio ha già un modello con questo nome. Scegline un altro.",
  "schedule-past": () => "La data e l'ora scelte sono già passate. Scegline altre, o invia subito.",
  "schedule-too-far": () => "La data scelta è troppo lontana: si può programmare un invio entro un anno da oggi.",
  "approval-missing": ({ threshold }) =>
    `Oltre ${count(threshold, "notifica", "notifiche")} serve l'approvazione di un'altra persona: non è partito nulla. Ricarica la pagina e premi Chiedi l'approvazione.`,
  "approval-not-needed": () => "Per questo invio non serve l'approvazione. Ricarica la pagina per inviarlo.",
  "approval-not-asked": () => "La richiesta di approvazione non c'è più: è già stata decisa o ritirata, o è decaduta.",
  "approval-already-asked": () => "L'approvazione è già stata chiesta. Aspetta la risposta, o ritira la richiesta.",
  "approval-by-author": () => "Chi ha preparato l'invio non può approvarlo.",
  "approval-late": () =>
    "È passata più di un'ora dalla partenza richiesta: non è partito nulla. Serve una nuova richiesta con un'altra data.",
  "notification-state": ({ state }) =>
    `La notifica ora è in stato ${notificationStateLabels[state]}, e in questo stato l'azione richiesta non si può fare.`,
  "notification-disabled": () => "La notifica è disabilitata. Per usarla premi Riabilita.",
  "notification-in-flow": ({ state }) =>
    `La notifica fa parte di un flusso in stato ${flowStateLabels[state]}: parte con l'invio del flusso.`,
  "uncertain-needs-decision": () =>
    "Il messaggio potrebbe essere già arrivato: apri la notifica e decidi con la lente accanto a Stato.",
  "already-sent": ({ at }) => `Questa notifica è già partita ${atHour(at)}: FlussIO non l'ha inviata di nuovo.`,
  "service-disabled": ({ serviceName }) =>
    `Il servizio ${serviceName} è disabilitato. Lo può riabilitare chi amministra i servizi.`,
  "service-testing": ({ serviceName, count: n }) =>
    `Il servizio ${serviceName} è in prova: ${count(n, "notifica è destinata", "notifiche sono destinate")} a codici fiscali che non sono tra quelli di prova. Togli quelle righe o usa un altro servizio.`,
  "trial-recipient": ({ serviceName }) =>
    `Questa notifica è un invio di prova: può andare solo ai codici fiscali di prova del servizio ${serviceName}. Per scrivere ad altri crea una nuova notifica.`,
  "enable-unapproved": () =>
    "L'invio del flusso è già cominciato senza questa notifica, e in questo ente gli invii li approva un'altra persona. Per inviarla crea un nuovo flusso.",
  "same-file": ({ by, at, rows }) =>
    `Questo file è già nel flusso: ${by} lo ha importato ${onDay(at)} ${atHour(at)}, ${count(rows, "riga", "righe")}. Se lo hai corretto, salvalo e carica la nuova versione.`,
  "username-taken": () => "Questo nome utente c'è già. Scegline un altro.",
  "password-with-username": () => "La password contiene il nome utente: scegline un'altra.",
  "wrong-password": () => "La password di adesso non è quella giusta. Ricontrollala e riprova.",
  "role-name-taken": () => "C'è già un ruolo con questo nome. Scegline un altro.",
  "search-name-taken": () => "C'è già una ricerca con questo nome. Cambia il nome, o sostituiscila.",
  "role-in-use": ({ count: n }) =>
    `Il ruolo è assegnato a ${count(n, "operatore", "operatori")}: toglilo prima a chi lo ha, poi eliminalo.`,
  "last-administrator": () =>
    "Nulla è stato cambiato: dopo questa modifica nessuno potrebbe più amministrare FlussIO. Prima dai il permesso di amministrare a un'altra persona abilitata.",
  taken: ({ field }) => takenWords[field],
  "invalid-content": () => "Correggi i campi segnalati.",
};

/** The Italian sentence of a refusal. */
export function wordRefusal<C extends RefusalCode>(refusal: Refusal<C>): string {
  return sentences[refusal.code](refusal.values);
}
