import Link from "next/link";
import { count } from "@/app/italian/format";
import { whyNot } from "@/app/italian/refused-event";
import { pastDueDates, scheduleLines, scheduleTitles } from "@/app/italian/schedule";
import type { RequestContext } from "@/app/session";
import { ActionButton } from "@/app/ui/action-button";
import { Alert } from "@/app/ui/alert";
import { ButtonRow } from "@/app/ui/button-row";
import { RefusedButton } from "@/app/ui/refused-button";
import type { FlowDetail } from "@/lib/flows/find";
import { scheduleState } from "@/lib/flows/schedule-state";
import { sendSummary } from "@/lib/flows/send-summary";
import { unschedule } from "../actions";
import { AwaitDeparture } from "./await-departure";

/** What becomes of a scheduled flow, and what can be done about it (words.md 22 when it was missed). */
export async function ScheduleNotice({ ctx, flow }: { ctx: RequestContext; flow: FlowDetail }) {
  const { scheduledAt, scheduledBy, scheduleFault } = flow;
  if (!scheduledAt || !scheduledBy) return null;
  const state = scheduleState({ scheduledAt, scheduleFault }, ctx.now);
  const summary = state === "missed" ? await sendSummary(ctx, flow.id) : null;
  const refused = whyNot(ctx.actor, flow, { permission: "send", events: ["unschedule"], evenDisabled: true });
  const sendRefused = whyNot(ctx.actor, flow, { permission: "send", events: ["send"] });
  const confirm = `/flussi/${flow.id}/invia/conferma`;
  const hindrance = flow.disabled ? "flow-disabled" : flow.service.disabled ? "service-disabled" : null;
  const lines = scheduleLines({
    ...{ state, scheduledAt, scheduledBy, scheduleFault, hindrance },
    serviceName: flow.service.name,
  });
  const calm = !hindrance && (state === "waiting" || state === "leaving");
  return (
    <section aria-label="Programmazione">
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
            <Step href={`${confirm}?programma=1`} label="Scegli un'altra data" refused={sendRefused} />
          )}
          <ActionButton
            action={unschedule}
            fields={{ flowId: flow.id, version: flow.version }}
            label="Annulla la programmazione"
            refused={refused}
          />
        </ButtonRow>
      </Alert>
      {state !== "missed" && <AwaitDeparture at={scheduledAt.getTime()} />}
    </section>
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
