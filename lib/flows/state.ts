import { type FlowState, flowStates } from "@/db/states";

/**
 * What a person may do with a flow in each state, and where it leads (product.md §1). Buttons, filters and WHERE clauses
 * ask it; nothing else compares state names. Where its rows lead it is `settled`, below.
 */
const next = {
  inactive: {
    activate: "active",
    send: "sending",
    schedule: "active",
    request: "active",
    reach: "inactive",
    edit: "inactive",
    import: "inactive",
    replace: "inactive",
    disable: "inactive",
  },
  active: {
    deactivate: "inactive",
    send: "sending",
    schedule: "active",
    unschedule: "active",
    request: "active",
    approve: "active",
    reach: "active",
    edit: "inactive",
    import: "inactive",
    disable: "active",
  },
  sending: { stop: "incomplete" },
  sent: { verify: "sent", disable: "sent" },
  incomplete: {
    resume: "sending",
    retry: "sending",
    decide: "incomplete",
    correct: "incomplete",
    reach: "incomplete",
    verify: "incomplete",
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

/** The enabled rows of a flow: whether some may still leave, some did not make it, some were accepted. */
export type RowsOfFlow = { open: boolean; negative: boolean; sent: boolean };

/** Where its rows lead a flow: In invio ends with the last one, a late outcome or a correction moves an ended flow. */
export function settled(state: FlowState, rows: RowsOfFlow): FlowState {
  const complete = rows.sent && !rows.open && !rows.negative;
  switch (state) {
    case "sending":
      return rows.open ? "sending" : complete ? "sent" : "incomplete";
    case "sent":
    case "incomplete":
      return complete ? "sent" : "incomplete";
    default:
      return state;
  }
}
