import { count, plural } from "./format";

/** The decision on notifications of uncertain outcome (words.md 2). */
export const MOTIVE = "Motivo (facoltativo)";

/** Many at once: the only answer that can be given is the one that sends nothing. */
export const keepButton = (n: number) => `Non inviare di nuovo ${count(n, "notifica", "notifiche")}`;
export const keepTitle = (n: number) => `${keepButton(n)}?`;

export const keepLines = (n: number) => [
  plural(
    n,
    "Non si può sapere se il messaggio è arrivato. La notifica resta in Errore, esito incerto, e la decisione resta scritta nella sua cronologia.",
    "Non si può sapere se i messaggi sono arrivati. Le notifiche restano in Errore, esito incerto, e la decisione resta scritta nella cronologia di ognuna.",
  ),
  plural(n, "Per inviarla di nuovo, aprila.", "Per inviarle di nuovo, aprile una per una."),
];

export const keptWords = (n: number) =>
  plural(
    n,
    "Decisione registrata: nessun nuovo invio. La notifica resta in Errore, esito incerto.",
    `Decisione registrata per ${count(n, "notifica", "notifiche")}: nessun nuovo invio. Restano in Errore, esito incerto.`,
  );
