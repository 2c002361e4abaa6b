import { day, hour } from "@/app/italian/format";
import { whyNot } from "@/app/italian/refused-event";
import { originLabels } from "@/app/italian/states";
import { serviceOptions } from "@/app/service-options";
import type { RequestContext } from "@/app/session";
import { Form, Submit } from "@/app/ui/form";
import { RefusedButton } from "@/app/ui/refused-button";
import { ApprovalBadge, FlowStateBadge, ScheduledBadge } from "@/app/ui/state-badge";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { isAwaiting } from "@/lib/flows/approval-state";
import type { FlowDetail } from "@/lib/flows/find";
import { can } from "@/lib/flows/state";
import { listServices } from "@/lib/services/list";
import { edit } from "../actions";
import { FlowFields, flowLabels } from "../flow-fields";
import { ScheduleAtRisk } from "../schedule-at-risk";

/** The record of a flow; where it may be edited, the same fields are those of the form that Aggiorna saves. */
export async function FlowDetails({ ctx, flow }: { ctx: RequestContext; flow: FlowDetail }) {
  const refused = whyNot(ctx.actor, flow, { permission: "compose", events: ["edit"] });
  const movable = refused === undefined && flow.counts.total + flow.counts.disabled === 0;
  const services = movable ? (await listServices(ctx, "compose")).filter((service) => !service.disabled) : [];
  return (
    <section className="panel" aria-label="Dati del flusso">
      <StaticFields>
        <StaticField label="UUID" double>
          <span className="code">{flow.id}</span>
        </StaticField>
        <StaticField label="Stato">
          <span role="status">
            <FlowStateBadge state={flow.state} />
            {flow.scheduledAt && <ScheduledBadge fault={flow.scheduleFault} />}
            {can(flow.state, "approve") && isAwaiting(flow) && <ApprovalBadge />}
            {flow.disabled && <span className="badge state-badge state-neutral">Disabilitato</span>}
          </span>
        </StaticField>
        {!movable && (
          <StaticField label="Servizio">
            {flow.service.name}
            {flow.service.testing && " · in prova"}
            <small className="quiet">{flow.service.organizationName}</small>
          </StaticField>
        )}
        <StaticField label="Data">{day(flow.createdAt)}</StaticField>
        <StaticField label="Ora">{hour(flow.createdAt)}</StaticField>
        <StaticField label="Origine">{originLabels[flow.origin]}</StaticField>
        {refused && (
          <>
            <StaticField label={flowLabels.note}>{flow.note}</StaticField>
            <StaticField label={flowLabels.context}>{flow.context}</StaticField>
            <StaticField label={flowLabels.key}>{flow.key}</StaticField>
          </>
        )}
      </StaticFields>
      {refused ? (
        <div className="row-of-buttons">
          <RefusedButton label="Aggiorna" reason={refused} />
        </div>
      ) : (
        <Form action={edit} labels={flowLabels} className="record-form">
          <input type="hidden" name="flowId" value={flow.id} />
          <input type="hidden" name="version" value={flow.version} />
          {!movable && <input type="hidden" name="serviceId" value={flow.service.id} />}
          <FlowFields services={serviceOptions(services)} flow={{ ...flow, serviceId: flow.service.id }} />
          <ScheduleAtRisk edited="flow" scheduledAt={flow.scheduledAt} now={ctx.now} />
          <div className="row-of-buttons">
            <Submit look="outline-primary">Aggiorna</Submit>
            {can(flow.state, "deactivate") && (
              <small className="quiet">Se salvi una modifica, il flusso torna Inattivo.</small>
            )}
          </div>
        </Form>
      )}
    </section>
  );
}
