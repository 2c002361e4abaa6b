import type { DuplicateKind } from "@/lib/flows/duplicate-kinds";
import type { DuplicateWords, FlowDuplicates } from "@/lib/flows/duplicates";
import { REPEATED_DAYS } from "@/lib/notifications/repeated-days";
import { atHour, count, number, onDay, plural } from "./format";
import { notificationStateLabels, reasonLabels } from "./states";

/** words.md 18: payment notices that are there twice. */
export function noticeDuplicates({ notices, inFlow, elsewhere }: FlowDuplicates) {
  const where = [
    inFlow > 0 ? `${number(inFlow)} già in questo flusso` : "",
    elsewhere > 0 ? `${number(elsewhere)} in altri flussi degli ultimi ${REPEATED_DAYS} giorni` : "",
  ].filter(Boolean);
  const risk = plural(
    notices,
    "questa persona può ricevere lo stesso avviso due volte",
    "queste persone possono ricevere lo stesso avviso due volte",
  );
  return {
    title: count(notices, "avviso di pagamento è ripetuto", "avvisi di pagamento sono ripetuti"),
    text: `Stesso numero avviso per la stessa persona: ${where.join(", ")}. Se continui, ${risk}.`,
  };
}

/** words.md 19: persons who have already received the subject. */
export const subjectDuplicates = ({ persons }: Pick<FlowDuplicates, "persons">, serviceName: string) => ({
  title: count(persons, "persona ha già ricevuto questo oggetto", "persone hanno già ricevuto questo oggetto"),
  text: `Negli ultimi ${REPEATED_DAYS} giorni ${serviceName} ha già scritto a ${plural(persons, "questa persona", "queste persone")} con lo stesso oggetto. Se è un promemoria va bene; altrimenti controlla l'elenco.`,
});

export const duplicateTitles: Record<DuplicateKind, string> = {
  notice: "Avvisi di pagamento ripetuti",
  subject: "Persone che hanno già ricevuto l'oggetto",
};

export const noDuplicates: Record<DuplicateKind, string> = {
  notice: "Nessun avviso di pagamento ripetuto.",
  subject: "Nessuna persona ha già ricevuto questo oggetto.",
};

/** il 28 febbraio 2025 alle 18:09; what has not left yet says so. */
export const leftOn = (sentAt: Date | null) => (sentAt ? `${onDay(sentAt)} ${atHour(sentAt)}` : "da inviare");

export const duplicateWords: DuplicateWords = {
  sheet: { notice: "Avvisi ripetuti", subject: "Oggetti ripetuti" },
  states: notificationStateLabels,
  reasons: reasonLabels,
};
