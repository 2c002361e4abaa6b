import type { FlowState, NotificationState, Permission, Reason } from "@/db/states";
import { flowStates } from "@/db/states";
import type { Actor } from "@/lib/context";
import { can, type NotificationEvent, rowsEditableIn, rowsSendableIn, sources } from "@/lib/notifications/state";
import { may } from "@/lib/operators/access";
import { Refusal, type RefusalCode, type Refused } from "@/lib/refusal";
import { notAllowed, wordRefusal } from "./refusals";
import { notificationStateLabels } from "./states";

type Wanted = {
  event: NotificationEvent;
  permission?: Permission;
  /** States of its flow in which a notification of a flow takes part. */
  flows: readonly FlowState[];
  evenDisabled?: boolean;
  evenUncertain?: boolean;
};

const unlessSending = flowStates.filter((state) => state !== "sending");

/** What each button of a notification needs; the verbs of lib/notifications decide, this only says it before. */
const buttons = {
  edit: { event: "edit", permission: "compose", flows: rowsEditableIn },
  send: { event: "claim", permission: "send", flows: rowsSendableIn },
  reregister: { event: "reregister", permission: "send", flows: unlessSending, evenUncertain: true },
  disable: { event: "disable", permission: "compose", flows: unlessSending, evenDisabled: true, evenUncertain: true },
  verify: { event: "verify", flows: flowStates },
} as const satisfies Record<string, Wanted>;

type Row = {
  state: NotificationState;
  reason: Reason | null;
  disabled: boolean;
  service: { id: string; name: string };
  flow: { state: FlowState } | null;
};

/** Why the actor may not press the button now, or undefined when he may. */
export function whyNotNotification(actor: Actor, row: Row, button: keyof typeof buttons): string | undefined {
  const wanted: Wanted = buttons[button];
  if (wanted.permission && !may(actor, wanted.permission, row.service.id)) {
    return notAllowed(wanted.permission, row.service.name);
  }
  if (!can(row.state, wanted.event)) {
    const states = sources(wanted.event).map((state) => notificationStateLabels[state]);
    return `Si può con una notifica in stato ${either.format(states)}; questa è in stato ${notificationStateLabels[row.state]}.`;
  }
  if (row.disabled && !wanted.evenDisabled) return worded("notification-disabled", {});
  if (row.reason === "uncertain" && !wanted.evenUncertain) return worded("uncertain-needs-decision", {});
  if (row.flow && !wanted.flows.includes(row.flow.state)) {
    return worded("notification-in-flow", { state: row.flow.state });
  }
  return undefined;
}

const either = new Intl.ListFormat("it", { type: "disjunction" });

const worded = <C extends RefusalCode>(code: C, values: Refused[C]) => wordRefusal(new Refusal(code, values));
