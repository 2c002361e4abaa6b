import { type FlowState, flowStates } from "@/db/states";

/**
 * The table of a flow's life (product.md §1): for each state, what may happen and where it leads.
 * Buttons, filters and WHERE clauses ask it; nothing else compares state names.
 */
const next = {
  inactive: { activate: "active", send: "sending", edit: "inactive", import: "inactive", disable: "inactive" },
  active: { deactivate: "inactive", send: "sending", edit: "inactive", import: "inactive", disable: "active" },
  sending: { stop: "incomplete", settle: "sent", "settle-negative": "incomplete" },
  sent: { verify: "sent", "late-negative": "incomplete", disable: "sent" },
  incomplete: {
    resume: "sending",
    verify: "incomplete",
    correct: "incomplete",
    "late-positive": "sent",
    disable: "incomplete",
  },
} as const satisfies Record<FlowState, Partial<Record<string, FlowState>>>;

export type FlowEvent = { [S in FlowState]: keyof (typeof next)[S] }[FlowState];

/** Where the event leads from a state, or null when it may not happen there. */
export function transition(state: FlowState, event: FlowEvent): FlowState | null {
  const row: Partial<Record<FlowEvent, FlowState>> = next[state];
  return row[event] ?? null;
}

export const can = (state: FlowState, event: FlowEvent) => transition(state, event) !== null;

/** The states in which the event may happen: the `state = any(…)` of its UPDATE. */
export const sources = (event: FlowEvent) => flowStates.filter((state) => can(state, event));
