import { atHour, day } from "../italian/format";

/** A flow is known by its note; without one, by its day and hour. */
export const flowName = ({ note, createdAt }: { note: string; createdAt: Date }) =>
  note || `Flusso del ${day(createdAt)} ${atHour(createdAt)}`;
