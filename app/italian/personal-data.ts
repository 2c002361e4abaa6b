import type { PersonalData } from "@/lib/notifications/personal-data";

const names: Record<PersonalData, string> = {
  recipient: "il codice fiscale del destinatario",
  "fiscal-code": "un codice fiscale",
  iban: "un IBAN",
  email: "un indirizzo e-mail",
  phone: "un numero di telefono",
};

const kindsInWords = new Intl.ListFormat("it-IT", { type: "conjunction" });

/** A warning: the subject is also what a locked screen shows. */
export const wordPersonalData = (kinds: readonly PersonalData[]) =>
  `nell'oggetto c'è ${kindsInWords.format(kinds.map((kind) => names[kind]))}: si legge anche a schermo bloccato e nelle e-mail. Spostalo nel contenuto, o toglilo.`;
