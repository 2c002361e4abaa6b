import type { Metadata } from "next";
import { Suspense } from "react";
import { found } from "@/app/found";
import { alreadyScheduled, departure as leavesAt, pastDueDates } from "@/app/italian/schedule";
import { contentLines, toSendTitle } from "@/app/italian/send-confirm";
import { dueLines, withoutDueDate } from "@/app/italian/send-steps";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { findFlow } from "@/lib/flows/find";
import { sendSummary } from "@/lib/flows/send-summary";
import { can } from "@/lib/flows/state";
import { AT, atOfUrl, departureQuery } from "./conferma/departure-form";
import { Duplicates } from "./duplicates";
import { OutsideTest } from "./outside-test";
import { SendFrame } from "./send-frame";
import { sendRefused } from "./send-refused";
import { StepButtons } from "./send-steps";

export const metadata: Metadata = { title: "Invia Flusso" };

/** First step of a send: what will leave, and what to look at before. */
export default async function SendPage({ params, searchParams }: PageProps<"/flussi/[flowId]/invia">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const summary = await sendSummary(ctx, flow.id);
  const departure = can(flow.state, "schedule") ? departureQuery(await searchParams) : {};
  const at = atOfUrl(departure[AT]);
  const names = { serviceName: flow.service.name, organizationName: flow.service.organizationName };
  const refused = sendRefused(ctx.actor, flow, summary.count);
  return (
    <SendFrame flow={flow} step="contenuto" departure={departure} refused={refused}>
      <section className="panel form-narrow" aria-labelledby="che-cosa">
        <h2 id="che-cosa">{toSendTitle(summary)}</h2>
        <StaticFields>
          {[...contentLines({ ...summary, ...names }), ...dueLines(summary)].map(([label, value]) => (
            <StaticField key={label} label={label}>
              {value}
            </StaticField>
          ))}
          {at && <StaticField label="Partenza">{leavesAt(at)}</StaticField>}
        </StaticFields>
        {flow.scheduledAt && (
          <Alert tone="info">
            <p>{alreadyScheduled(flow.scheduledAt, ctx.now)}</p>
          </Alert>
        )}
        {summary.pastDueDates > 0 && (
          <Alert tone="warning">
            <p>{pastDueDates(summary.pastDueDates)}</p>
          </Alert>
        )}
        {summary.withoutDue > 0 && (
          <Alert tone="warning">
            <p>{withoutDueDate(summary.withoutDue)}</p>
          </Alert>
        )}
        <OutsideTest count={summary.outsideTest} serviceName={names.serviceName} />
        {!refused && (
          <Suspense fallback={<p className="quiet">Ricerca dei doppioni in corso…</p>}>
            <Duplicates ctx={ctx} flowId={flow.id} serviceName={names.serviceName} departure={departure} />
          </Suspense>
        )}
        <StepButtons flowId={flow.id} current="contenuto" departure={departure} />
      </section>
    </SendFrame>
  );
}
