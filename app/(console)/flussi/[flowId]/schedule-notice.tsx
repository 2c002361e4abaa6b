import Link from "next/link";
import { count } from "@/app/italian/format";
import { whyNot } from "@/app/italian/refused-event";
import { cancelledLine, cancelledTitle, pastDueDates, scheduleLines, scheduleTitles } from "@/app/italian/schedule";
import type { RequestContext } from "@/app/session";
import { ActionButton } from "@/app/ui/action-button";
import { Alert } from "@/app/ui/alert";
import { Arrival } from "@/app/ui/arrival";
import { ButtonRow } from "@/app/ui/button-row";
import { withQuery } from "@/app/ui/query";
import { RefusedButton } from "@/app/ui/refused-button";
import { isAwaiting } from "@/lib/flows/approval-state";
import { cancelledSchedule } from "@/lib/flows/cancelled-schedule";
import type { FlowDetail } from "@/lib/flows/find";
import { scheduleState } from "@/lib/flows/schedule-state";
import { sendSummary } from "@/lib/flows/send-summary";
import { can } from "@/lib/flows/state";
import { unschedule } from "../actions";
import { AwaitDeparture } from "./await-departure";
import { AT, LATER } from "./invia/conferma/departure-form";
import { scheduleId } from "./schedule-id";

/** What becomes of a scheduled flow, and what can be done about it (words.md 22 when it was missed). */
export async function ScheduleNotice({ ctx, flow }: { ctx: RequestContext; flow: FlowDetail }) {
  const { scheduledAt, scheduledBy, scheduleFault } = flow;
  if (!scheduledAt || !scheduledBy) return isAwaiting(flow) ? null : <Cancelled ctx={ctx} flow={flow} />;
  const state = scheduleState({ scheduledAt, scheduleFault }, ctx.now);
  const calmly = state === "waiting" || state === "leaving";
  // The notice of the approval says when it is to leave.
  if (isAwaiting(flow) && calmly) return null;
  const summary = state === "missed" ? await sendSummary(ctx, flow.id) : null;
  const refused = whyNot(ctx.actor, flow, { permission: "send", events: ["unschedule"], evenDisabled: true });
  const sendRefused = whyNot(ctx.actor, flow, { permission: "send", events: ["send"] });
  const confirm = `/flussi/${flow.id}/invia/conferma`;
  const hindrance = flow.disabled ? "flow-disabled" : flow.service.disabled ? "service-disabled" : null;
  const lines = scheduleLines({
    ...{ state, scheduledAt, scheduledBy, scheduleFault, hindrance },
    serviceName: flow.service.name,
  });
  const calm = !hindrance && calmly;
  return (
    <Arrival id={scheduleId} label="Programmazione">
      <Alert tone={calm ? "info" : "warning"} title={scheduleTitles[state]}>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {summary && summary.pastDueDates > 0 && <p>{pastDueDates(summary.pastDueDates)}</p>}
        <ButtonRow>
          {summary && (
            <Step
              href={confirm}
              label={`Invia ora ${count(summary.notifications, "notifica", "notifiche")}`}
              look="primary"
              refused={sendRefused}
            />
          )}
          {state !== "leaving" && (
            <Step href={`${confirm}?${LATER}=1`} label="Scegli un'altra data" refused={sendRefused} />
          )}
          <ActionButton
            action={unschedule}
            fields={{ flowId: flow.id, version: flow.version }}
            label="Annulla la programmazione"
            outlived
            refused={refused}
          />
        </ButtonRow>
      </Alert>
      {state !== "missed" && <AwaitDeparture at={scheduledAt.getTime()} />}
    </Arrival>
  );
}

/** A schedule that was voided by an edit, until the flow is scheduled or sent again: nobody must wait for it. */
async function Cancelled({ ctx, flow }: { ctx: RequestContext; flow: FlowDetail }) {
  const refused = whyNot(ctx.actor, flow, { permission: "send", events: ["schedule"] });
  const cancelled = can(flow.state, "schedule") ? await cancelledSchedule(ctx, flow.id) : null;
  if (!cancelled) return null;
  const { scheduledAt } = cancelled;
  const query = { [LATER]: "1", ...(scheduledAt > ctx.now ? { [AT]: scheduledAt.toISOString() } : {}) };
  return (
    <Arrival id={scheduleId} label="Programmazione">
      <Alert tone="warning" title={cancelledTitle}>
        <p>{cancelledLine(cancelled)}</p>
        <ButtonRow>
          <Step
            href={withQuery(`/flussi/${flow.id}/invia/conferma`, query)}
            label="Programma di nuovo"
            refused={refused}
          />
        </ButtonRow>
      </Alert>
    </Arrival>
  );
}

function Step(props: { href: string; label: string; look?: string; refused: string | undefined }) {
  const { href, label, look = "outline-primary", refused } = props;
  if (refused) return <RefusedButton label={label} reason={refused} />;
  return (
    <Link className={`btn btn-sm btn-${look}`} href={href}>
      {label}
    </Link>
  );
}
