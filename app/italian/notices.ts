import type { NoticeKind } from "@/db/states";
import { atHour, count, onDay } from "./format";

/** What happened, in a line: the same words on the page and in a mail. */
export const noticeTitles: Record<NoticeKind, string> = {
  "flow-ended": "Invio finito",
  "flow-stopped": "Invio fermato da un problema",
  "schedule-missed": "L'invio programmato non è partito",
  "approval-requested": "È chiesta la tua approvazione",
  "approval-given": "Invio approvato",
  "approval-refused": "Invio non approvato",
};

/** What to do about it. */
export const noticeHints: Record<NoticeKind, string> = {
  "flow-ended": "Apri il flusso per vedere gli esiti.",
  "flow-stopped": "Apri il flusso: il campo Errore dice la causa e che cosa fare.",
  "schedule-missed": "Apri il flusso per inviarlo, scegliere un'altra data o annullare la programmazione.",
  "approval-requested": "Apri il flusso, controlla che cosa parte e decidi.",
  "approval-given": "Il flusso parte, o partirà alla data scelta.",
  "approval-refused": "Apri il flusso per leggere il motivo.",
};

/** Of the link in the header: read aloud with its number. */
export const noticesLink = (fresh: number) =>
  fresh === 0 ? "Avvisi" : `Avvisi, ${fresh >= 100 ? "più di 99 nuovi" : count(fresh, "nuovo", "nuovi")}`;

/** A mail: neither who receives, nor texts, nor notes. */
export const noticeMail = (notice: { kind: NoticeKind; at: Date; serviceName: string; url: string }) => ({
  subject: `FlussIO: ${noticeTitles[notice.kind].toLowerCase()}, ${notice.serviceName}`,
  text: [
    `${noticeTitles[notice.kind]}.`,
    `Servizio: ${notice.serviceName}. Quando: ${onDay(notice.at)} ${atHour(notice.at)}.`,
    noticeHints[notice.kind],
    notice.url,
    "Questa è una comunicazione automatica di FlussIO: non rispondere.",
  ].join("\n\n"),
});
