import { whyNot } from "@/app/italian/refused-event";
import { nothingToSend } from "@/app/italian/send-steps";
import type { Actor } from "@/lib/context";

/** Why the steps of Invia Flusso have nothing to show, or undefined. `leaving`: rows that the send would take. */
export const sendRefused = (actor: Actor, flow: Parameters<typeof whyNot>[1], leaving: number): string | undefined =>
  whyNot(actor, flow, { permission: "send", events: ["send", "resume"] }) ??
  (leaving === 0 ? nothingToSend : undefined);
