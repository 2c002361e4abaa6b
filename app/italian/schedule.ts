import type { ScheduleFault } from "@/db/states";
import type { CancelledSchedule } from "@/lib/flows/cancelled-schedule";
import { PUNCTUAL, type ScheduleState } from "@/lib/flows/schedule-state";
import { isShownTwice } from "@/lib/italian-time";
import { atHour, count, onDay } from "./format";

/** il 1° marzo 2027 alle 9:00; in the night of autumn, which of the two hours is meant. */
export const departure = (at: Date) =>
  `${onDay(at)} ${atHour(at)}${isShownTwice(at) ? ", la prima delle due volte: quella notte l'orologio torna indietro" : ""}`;

/** What is wrong with a date and a time. */
export const departureErrors = {
  day: "Indica la data con giorno, mese e anno.",
  time: "Indica l'ora con ore e minuti, per esempio 09:00.",
  skipped: "Quel giorno quest'ora non esiste: nella notte l'orologio passa dalle 2:00 alle 3:00. Scegli un'altra ora.",
};

export const pastDueDates = (n: number) => `${count(n, "scadenza è già passata", "scadenze sono già passate")}.`;

const causes: Record<ScheduleFault, (serviceName: string) => string> = {
  late: () => "FlussIO era fermo",
  "approval-missing": () => "mancava l'approvazione",
  "service-disabled": (service) => `il servizio ${service} era disabilitato`,
  "service-testing": (service) =>
    `il servizio ${service} è in prova e nel flusso ci sono codici fiscali che non sono tra quelli di prova`,
  "flow-disabled": () => "il flusso era disabilitato",
  "flow-empty": () => "nel flusso non c'erano notifiche da inviare",
};

export type Scheduled = {
  state: ScheduleState;
  scheduledAt: Date;
  scheduledBy: string;
  scheduleFault: ScheduleFault | null;
  serviceName: string;
  /** What would keep it back if it were to leave now. */
  hindrance: keyof typeof hindrances | null;
};

const hindrances = {
  "flow-disabled": () => "Il flusso è disabilitato: finché lo è, non parte.",
  "service-disabled": (service: string) => `Il servizio ${service} è disabilitato: finché lo è, il flusso non parte.`,
};

/** The title alone is for lists. */
export const scheduleTitles: Record<ScheduleState, string> = {
  waiting: "Invio programmato",
  leaving: "L'invio programmato sta per partire",
  held: "L'invio programmato non è ancora partito",
  missed: "L'invio programmato non è partito",
};

const isVoided = "la programmazione si annulla e dovrai programmarlo di nuovo.";

/** What the words before an edit are about. */
const atRisk = {
  flow: ["Questo flusso", "Se lo modifichi"],
  import: ["Questo flusso", "Se importi un file"],
  notification: ["Il flusso di questa notifica", "Se modifichi o disabiliti la notifica"],
} as const;

/** Told before an edit that would void the schedule of a flow. */
export function scheduleAtRisk(edited: keyof typeof atRisk, scheduledAt: Date, now: Date): string {
  const [subject, edit] = atRisk[edited];
  return `${subject} ${scheduledAt > now ? "è" : "era"} programmato per ${departure(scheduledAt)}. ${edit}, ${isVoided}`;
}

/** Told after it. */
export const scheduleVoided = "La programmazione del flusso è annullata: programmalo di nuovo.";

/** What was done by an edit, and to the schedule. */
export const doneWith = (done: string, { unscheduled }: { unscheduled: boolean }) =>
  unscheduled ? `${done} ${scheduleVoided}` : done;

/** Told to who sends, or schedules again, a flow that has a schedule. */
export const alreadyScheduled = (scheduledAt: Date, now: Date) =>
  scheduledAt > now
    ? `Il flusso è già programmato: ${departure(scheduledAt)}.`
    : `L'invio programmato per ${departure(scheduledAt)} non è partito.`;

export const cancelledTitle = "La programmazione è annullata: il flusso non parte da solo";

/** Told on the flow until it is scheduled or sent again. */
export const cancelledLine = ({ scheduledAt, at, by }: CancelledSchedule) =>
  `L'invio era programmato per ${departure(scheduledAt)}. Una modifica di ${by}, ${onDay(at)} ${atHour(at)}, ha annullato la programmazione: programmalo di nuovo.`;

/** What a flow that has a schedule says of it (words.md 22 when it was missed). */
export function scheduleLines(scheduled: Scheduled): string[] {
  const { state, scheduledAt, scheduledBy, scheduleFault, serviceName, hindrance } = scheduled;
  const should = `Doveva partire ${departure(scheduledAt)}`;
  const cause = causes[scheduleFault ?? "late"](serviceName);
  switch (state) {
    case "waiting":
      return [
        `Parte ${departure(scheduledAt)}. Programmato da ${scheduledBy}.`,
        hindrance
          ? hindrances[hindrance](serviceName)
          : `Se modifichi il flusso o le sue notifiche, o lo riporti in preparazione, ${isVoided}`,
      ];
    case "leaving":
      return [`${should}: parte entro un minuto.`];
    case "held":
      return [
        `${should}, ma ${cause}. Se la causa si risolve, parte da solo fino ${untilHour(scheduledAt)}; dopo, FlussIO chiede che cosa fare.`,
      ];
    case "missed":
      return [
        `${should}, ma ${cause}. È passata più di un'ora, quindi non è partito nulla. Controlla se testo e scadenze sono ancora validi.`,
      ];
  }
}

const untilHour = (scheduledAt: Date) => atHour(new Date(scheduledAt.getTime() + PUNCTUAL));
