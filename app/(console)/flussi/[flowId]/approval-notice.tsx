import { approvalTitle, approveButton, askedLines, ownWork, refusedLine, toApproveLine } from "@/app/italian/approval";
import { wordRefusal } from "@/app/italian/refusals";
import { whyNot } from "@/app/italian/refused-event";
import { type SendFacts, sendLines, sendWarnings } from "@/app/italian/send-confirm";
import type { RequestContext } from "@/app/session";
import { ActionButton } from "@/app/ui/action-button";
import { Alert } from "@/app/ui/alert";
import { Arrival } from "@/app/ui/arrival";
import { ButtonRow } from "@/app/ui/button-row";
import { RefusedButton } from "@/app/ui/refused-button";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { flowApproval } from "@/lib/flows/approval";
import type { FlowDetail } from "@/lib/flows/find";
import { hoursAhead } from "@/lib/flows/hours";
import { isMissed } from "@/lib/flows/schedule-state";
import { sendSummary } from "@/lib/flows/send-summary";
import { Refusal } from "@/lib/refusal";
import { approve, withdraw } from "./approval-actions";
import { approvalId } from "./approval-id";
import { RefuseDialog } from "./refuse-dialog";

type Approval = Awaited<ReturnType<typeof flowApproval>>;
type Requested = NonNullable<Approval["requested"]>;

/** Where the approval of a flow stands (words.md 23): to who asked, to who decides, to whoever looks. */
export async function ApprovalNotice({ ctx, flow }: { ctx: RequestContext; flow: FlowDetail }) {
  const approval = await flowApproval(ctx, flow.id, flow.counts.registered);
  const { requested, refused, state } = approval;
  if (state === "refused" && refused) {
    return (
      <Arrival id={approvalId} label="Approvazione">
        <Alert tone="warning" title="L'invio non è stato approvato">
          <p>{refusedLine(refused)}</p>
          <p className="quiet">Non è partito nulla. Correggi il flusso, poi chiedi di nuovo l'approvazione.</p>
        </Alert>
      </Arrival>
    );
  }
  if (state !== "requested" || !requested) return null;
  return (
    <Arrival id={approvalId} label="Approvazione">
      {approval.hindrance === null ? (
        <ToDecide ctx={ctx} flow={flow} requested={requested} />
      ) : (
        <Asked ctx={ctx} flow={flow} approval={approval} requested={requested} />
      )}
    </Arrival>
  );
}

/** To who asked and to whoever looks: who was asked, and the way back. */
function Asked(props: { ctx: RequestContext; flow: FlowDetail; approval: Approval; requested: Requested }) {
  const { ctx, flow, approval, requested } = props;
  const refused = whyNot(ctx.actor, flow, { permission: "send", events: ["approve"], evenDisabled: true });
  const facts = { ...approval, requested, serviceName: flow.service.name, scheduledAt: flow.scheduledAt };
  return (
    <Alert tone={approval.approvers.length > 0 ? "info" : "warning"} title={approvalTitle}>
      {askedLines(facts).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {approval.hindrance === "author" && ctx.actor.grants.get("approve")?.includes(flow.service.id) && (
        <p>{ownWork}</p>
      )}
      <ButtonRow>
        <ActionButton
          action={withdraw}
          fields={{ flowId: flow.id, version: flow.version }}
          label="Ritira la richiesta"
          outlived
          refused={refused}
        />
      </ButtonRow>
    </Alert>
  );
}

/** To who may approve: what leaves, as the confirmation of a send says it, and the decision. */
async function ToDecide({ ctx, flow, requested }: { ctx: RequestContext; flow: FlowDetail; requested: Requested }) {
  const { scheduledAt, service } = flow;
  const { name: serviceName, organizationName } = service;
  const ahead = scheduledAt && scheduledAt > ctx.now ? scheduledAt : null;
  const at = ahead ?? ctx.now;
  const summary = await sendSummary(ctx, flow.id, ahead ?? undefined);
  const { opensAt } = flow.anyHour
    ? { opensAt: null }
    : await hoursAhead(ctx, flow.id, { at, seconds: summary.seconds });
  const facts: SendFacts = {
    ...summary,
    ...{ serviceName, organizationName, at: ahead, scheduledAt: null, now: ctx.now, opensAt },
  };
  const late =
    scheduledAt && isMissed(scheduledAt, ctx.now) ? wordRefusal(new Refusal("approval-late", {})) : undefined;
  const refused = whyNot(ctx.actor, flow, { permission: "approve", events: ["approve"] }) ?? late;
  const label = approveButton(summary.notifications);
  return (
    <Alert tone="warning" title={approvalTitle}>
      <p>{late ?? toApproveLine({ requested, serviceName, scheduledAt: ahead }, summary)}</p>
      <StaticFields>
        {sendLines(facts).map(([name, value]) => (
          <StaticField key={name} label={name}>
            {value}
          </StaticField>
        ))}
      </StaticFields>
      {sendWarnings(facts).map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
      <p>Le notifiche sono in fondo a questa pagina: aprine una per vederla come sul telefono.</p>
      <ButtonRow>
        {refused ? (
          <RefusedButton label={label} reason={refused} />
        ) : (
          <ActionButton
            action={approve}
            fields={{ flowId: flow.id, version: summary.version, count: summary.count }}
            label={label}
            look="primary"
            outlived
          />
        )}
        <RefuseDialog flowId={flow.id} version={summary.version} />
      </ButtonRow>
    </Alert>
  );
}
