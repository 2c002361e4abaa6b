import type { FlowState, Permission } from "@/db/states";
import type { Actor } from "@/lib/context";
import { can, type FlowEvent, sources } from "@/lib/flows/state";
import { may } from "@/lib/operators/access";
import { notAllowed } from "./refusals";
import { flowStateLabels } from "./states";

/** What a button of a flow needs: `events` are alternatives, as Invia and Riprendi. */
export type Wanted = { permission: Permission; events: readonly FlowEvent[]; evenDisabled?: boolean };

type Flow = { state: FlowState; disabled: boolean; service: { id: string; name: string } };

/** Why the actor may not press the button now, or undefined when he may. */
export function whyNot(actor: Actor, flow: Flow, { permission, events, evenDisabled }: Wanted): string | undefined {
  if (!may(actor, permission, flow.service.id)) return notAllowed(permission, flow.service.name);
  if (!events.some((event) => can(flow.state, event))) {
    const states = [...new Set(events.flatMap(sources))].map((state) => flowStateLabels[state]);
    return `Si può con un flusso ${alternatives(states)}; questo è ${flowStateLabels[flow.state]}.`;
  }
  return flow.disabled && !evenDisabled ? "Il flusso è disabilitato. Per usarlo premi Riabilita." : undefined;
}

const alternatives = (words: readonly string[]) =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} o ${words.at(-1)}`;
