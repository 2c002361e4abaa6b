import type { Metadata } from "next";
import { found } from "@/app/found";
import { requireContext } from "@/app/session";
import { flowApproval } from "@/lib/flows/approval";
import { findFlow } from "@/lib/flows/find";
import { hoursAhead } from "@/lib/flows/hours";
import { sendSummary } from "@/lib/flows/send-summary";
import { can } from "@/lib/flows/state";
import { SendFrame } from "../send-frame";
import { sendRefused } from "../send-refused";
import { ApprovalAwaited } from "./ask-approval";
import { Confirmation } from "./confirmation";
import { Departure } from "./departure";
import { AT, atOfUrl, departureQuery, LATER, whyNotThen } from "./departure-form";

export const metadata: Metadata = { title: "Invia Flusso: conferma" };

/** Last step of a send: when it leaves, in the URL, and the confirmation of the exact number. */
export default async function ConfirmPage({ params, searchParams }: PageProps<"/flussi/[flowId]/invia/conferma">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const query = await searchParams;
  const schedulable = can(flow.state, "schedule");
  const at = schedulable ? atOfUrl(query[AT]) : null;
  const tooLate = at && whyNotThen(ctx.now, at);
  const choosing = schedulable && (query[LATER] !== undefined || Boolean(tooLate));
  const departure = at ? departureQuery(query) : {};
  const summary = await sendSummary(ctx, flow.id, tooLate ? undefined : (at ?? undefined));
  const [approval, opening] = await Promise.all([
    flowApproval(ctx, flow.id, summary.count),
    hoursAhead(ctx, flow.id, { at: tooLate || !at ? ctx.now : at, seconds: summary.seconds }),
  ]);
  const awaited = approval.missing && approval.state === "requested";
  return (
    <SendFrame flow={flow} step="conferma" departure={departure} refused={sendRefused(ctx.actor, flow, summary.count)}>
      {awaited && <ApprovalAwaited flowId={flow.id} />}
      {schedulable && !awaited && (
        <Departure
          flowId={flow.id}
          at={at ?? flow.scheduledAt}
          later={at !== null}
          choosing={choosing}
          refused={tooLate}
        />
      )}
      {!choosing && !awaited && (
        <Confirmation
          {...{ flow, summary, at, departure, opening }}
          approval={approval.missing ? approval : null}
          now={ctx.now}
        />
      )}
    </SendFrame>
  );
}
