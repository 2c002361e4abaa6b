import { wallTimeOf } from "@/lib/italian-time";
import { atHour, onDay } from "./format";

/** oggi alle 8:00, domani alle 8:00, il 30 novembre 2026 alle 8:00 */
export function reopening(opensAt: Date, now: Date): string {
  const days = [now, new Date(now.getTime() + 24 * 3_600_000)].map((one) => wallTimeOf(one).day);
  const near = ["oggi", "domani"][days.indexOf(wallTimeOf(opensAt).day)];
  return `${near ?? onDay(opensAt)} ${atHour(opensAt)}`;
}

/** Told while a mass send rests. */
export const waitingForHours = (opensAt: Date, now: Date) =>
  `In attesa degli orari di invio: riprende ${reopening(opensAt, now)}`;

export const anyHourLabel = "Invia anche fuori dagli orari";

/** Why the box is there. */
export const anyHourHint = (leavesLater: boolean) =>
  leavesLater
    ? "Se non lo scegli, l'invio comincia quando si aprono gli orari di invio dell'ente."
    : "L'invio non finisce entro gli orari dell'ente: se non lo scegli, si ferma alla chiusura e riprende alla riapertura.";
