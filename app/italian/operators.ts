import { passwordRule } from "@/lib/operators/password-rule";
import { count } from "./format";

export const usernameHint =
  "Da 3 a 60 lettere senza accenti, cifre, punti o trattini. Non si può cambiare: resta accanto a ciò che l'operatore fa.";

export const temporaryPasswordHint = `${passwordRule} La leggi mentre la scrivi, poi non sarà più mostrata.`;

export const openSessions = (n: number) =>
  n === 0 ? "Nessuna." : `${count(n, "sessione aperta", "sessioni aperte")}:`;

/** What Chiudi tutte le sessioni answers. */
export const sessionsEnded = (n: number) =>
  n === 0
    ? "Non c'erano sessioni aperte."
    : `${count(n, "sessione chiusa", "sessioni chiuse")}: serve un nuovo accesso.`;

/** What Cambia la password answers. */
export const passwordChanged = (otherSessions: number) =>
  otherSessions === 0
    ? "Password cambiata."
    : `Password cambiata. ${count(otherSessions, "altra tua sessione è stata chiusa", "altre tue sessioni sono state chiuse")}.`;
