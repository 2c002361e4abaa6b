import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { whyNot } from "@/app/italian/refused-event";
import { alreadyScheduled, departure as leavesAt, pastDueDates } from "@/app/italian/schedule";
import { contentLines, toSendTitle } from "@/app/italian/send-confirm";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { findFlow } from "@/lib/flows/find";
import { sendSummary } from "@/lib/flows/send-summary";
import { can } from "@/lib/flows/state";
import { AT, atOfUrl, departureQuery } from "./conferma/departure-form";
import { OutsideTest } from "./outside-test";
import { Reachability } from "./reachability";
import { SendFrame } from "./send-frame";

export const metadata: Metadata = { title: "Invia Flusso" };

/** First step of a send: what will leave, and if somebody wants to know before, who can receive it. */
export default async function SendPage({ params, searchParams }: PageProps<"/flussi/[flowId]/invia">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const refused = whyNot(ctx.actor, flow, { permission: "send", events: ["send", "resume"] });
  const summary = await sendSummary(ctx, flow.id);
  const { reach, ...sums } = summary;
  const departure = can(flow.state, "schedule") ? departureQuery(await searchParams) : {};
  const at = atOfUrl(departure[AT]);
  const names = { serviceName: flow.service.name, organizationName: flow.service.organizationName };
  if (refused || sums.count === 0) {
    return (
      <SendFrame flowId={flow.id} step={1} departure={departure}>
        <Alert tone="warning" title={refused ?? "Nel flusso non ci sono notifiche da inviare."}>
          <Link className="btn btn-sm btn-outline-primary" href={`/flussi/${flow.id}`}>
            Torna al flusso
          </Link>
        </Alert>
      </SendFrame>
    );
  }
  return (
    <SendFrame flowId={flow.id} step={1} departure={departure}>
      <section className="panel form-narrow" aria-labelledby="che-cosa">
        <h2 id="che-cosa">{toSendTitle(sums)}</h2>
        <StaticFields>
          {contentLines({ ...sums, ...names }).map(([label, value]) => (
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
        {sums.pastDueDates > 0 && (
          <Alert tone="warning">
            <p>{pastDueDates(sums.pastDueDates)}</p>
          </Alert>
        )}
        <OutsideTest count={sums.outsideTest} serviceName={names.serviceName} />
      </section>
      <Reachability flowId={flow.id} reach={reach} names={names} departure={departure} />
    </SendFrame>
  );
}
