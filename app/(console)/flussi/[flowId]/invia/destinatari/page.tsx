import type { Metadata } from "next";
import { found } from "@/app/found";
import { requireContext } from "@/app/session";
import { findFlow } from "@/lib/flows/find";
import { flowReachability } from "@/lib/flows/reachability";
import { can } from "@/lib/flows/state";
import { departureQuery } from "../conferma/departure-form";
import { Reachability } from "../reachability";
import { SendFrame } from "../send-frame";
import { sendRefused } from "../send-refused";

export const metadata: Metadata = { title: "Invia Flusso: chi può ricevere" };

/** Second step of a send, optional: who can receive it. */
export default async function ReachPage({ params, searchParams }: PageProps<"/flussi/[flowId]/invia/destinatari">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const reach = await flowReachability(ctx, flow.id);
  const departure = can(flow.state, "schedule") ? departureQuery(await searchParams) : {};
  const names = { serviceName: flow.service.name, organizationName: flow.service.organizationName };
  const refused = sendRefused(ctx.actor, flow, flow.counts.registered);
  return (
    <SendFrame flow={flow} step="destinatari" departure={departure} refused={refused}>
      <Reachability flowId={flow.id} reach={reach} names={names} departure={departure} />
    </SendFrame>
  );
}
