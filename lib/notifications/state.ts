import type { FlowState } from "@/db/states";
import { type NotificationState, notificationStates } from "@/db/states";

/**
 * What a person may do with a notification in each state, and where it leads (product.md §1). `reregister` is the lens
 * of the manual: only Errore and Utente non abilitato go back to Registrato. How a claimed row ends is decided by
 * lib/sending/call.ts, what a late outcome changes by lib/sending/status.ts.
 */
const next = {
  registered: { claim: "transmitting", edit: "registered", disable: "registered" },
  transmitting: {},
  sent: { verify: "sent", disable: "sent" },
  error: { edit: "error", reregister: "registered", disable: "error" },
  unreachable: { edit: "unreachable", reregister: "registered", disable: "unreachable" },
} as const satisfies Record<NotificationState, Partial<Record<string, NotificationState>>>;

export type NotificationEvent = { [S in NotificationState]: keyof (typeof next)[S] }[NotificationState];

export function transition(state: NotificationState, event: NotificationEvent): NotificationState | null {
  const row: Partial<Record<NotificationEvent, NotificationState>> = next[state];
  return row[event] ?? null;
}

export const can = (state: NotificationState, event: NotificationEvent) => transition(state, event) !== null;

export const sources = (event: NotificationEvent) => notificationStates.filter((state) => can(state, event));

/** The manual's code: 0 Registrato … 4 Utente non abilitato alla ricezione. */
export const codeOf = (state: NotificationState) => notificationStates.indexOf(state);

/** The six families of outcomes, in words on the flow page; a row's own one is `familyOfRow` of search.ts. */
export const families = ["available", "pending", "unreachable", "to-retry", "to-correct", "uncertain"] as const;
export type Family = (typeof families)[number];

/** States of the flow in which its rows may be edited or sent one by one. */
export const rowsEditableIn: readonly FlowState[] = ["inactive", "active", "incomplete"];
export const rowsSendableIn: readonly FlowState[] = ["incomplete"];
