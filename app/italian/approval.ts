import type { FlowApproval } from "@/lib/flows/approval";
import { atHour, count, onDay, plural } from "./format";
import { departure } from "./schedule";

const notifications = (n: number) => count(n, "notifica", "notifiche");

export const approvalTitle = "In attesa di approvazione";
export const REFUSAL = "Motivo";

/** Why the send asks for a second person (words.md 23). */
export const approvalNeeded = (threshold: number) =>
  threshold === 0
    ? "Serve l'approvazione di un'altra persona."
    : `Oltre ${notifications(threshold)} serve l'approvazione di un'altra persona.`;

/** Who may be asked, or that nobody is there. */
export const approversLine = (approvers: readonly string[], serviceName: string) =>
  approvers.length > 0
    ? `${approvers.length === 1 ? "Può" : "Possono"} approvare: ${approvers.join(", ")}.`
    : `Per ${serviceName} nessun'altra persona può approvare. Rivolgiti a chi amministra gli operatori.`;

type Asked = Pick<FlowApproval, "approvers" | "refused"> & {
  requested: NonNullable<FlowApproval["requested"]>;
  serviceName: string;
  scheduledAt: Date | null;
};

/** To who prepared the send, and to whoever only looks. */
export function askedLines({ requested, approvers, serviceName, scheduledAt }: Asked): string[] {
  return [
    `Approvazione chiesta ${onDay(requested.at)} ${atHour(requested.at)} da ${requested.by}. ${approversLine(approvers, serviceName)}`,
    `Se è approvato, l'invio parte ${scheduledAt ? departure(scheduledAt) : "subito"}. Se modifichi il flusso, la richiesta decade.`,
  ];
}

/** To who may approve. */
export function toApproveLine(
  { requested, serviceName, scheduledAt }: Pick<Asked, "requested" | "serviceName" | "scheduledAt">,
  { notifications: n, persons }: { notifications: number; persons: number },
): string {
  const leaves = plural(n, "parte", "partono");
  const recall = plural(n, "non si può ritirare", "non si possono ritirare");
  return `${requested.by} chiede di inviare ${notifications(n)} a ${count(persons, "persona", "persone")} da ${serviceName}. Se approvi, ${leaves} ${scheduledAt ? departure(scheduledAt) : "subito"} e ${recall}.`;
}

export const approveButton = (n: number) => `Approva e invia ${notifications(n)}`;

export const approvedWords = (sent: boolean) =>
  sent ? "Invio approvato: le notifiche stanno partendo." : "Invio approvato: parte alla data e ora scelte.";

export const refusedLine = ({ by, motive }: NonNullable<FlowApproval["refused"]>) =>
  `${by} non ha approvato: ${motive}`;

/** Why a person who may approve cannot approve this one. */
export const ownWork = "Chi ha preparato l'invio non può approvarlo.";
