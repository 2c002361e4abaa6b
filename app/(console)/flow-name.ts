import { day } from "../italian/format";

/** A flow is known by its note; without one, by its day. */
export const flowName = ({ note, createdAt }: { note: string; createdAt: Date }) =>
  note || `Flusso del ${day(createdAt)}`;
