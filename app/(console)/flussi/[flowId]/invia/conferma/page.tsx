import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { wordRefusal } from "@/app/italian/refusals";
import { whyNot } from "@/app/italian/refused-event";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { findFlow } from "@/lib/flows/find";
import { mustBeAhead } from "@/lib/flows/schedule";
import { sendSummary } from "@/lib/flows/send-summary";
import { can } from "@/lib/flows/state";
import { Refusal } from "@/lib/refusal";
import { SendFrame } from "../send-frame";
import { Confirmation } from "./confirmation";
import { Departure } from "./departure";
import { AT, atOfUrl, departureQuery, LATER } from "./departure-form";

export const metadata: Metadata = { title: "Invia Flusso: conferma" };

/** Last step of a send: when it leaves, in the URL, and the confirmation of the exact number. */
export default async function ConfirmPage({ params, searchParams }: PageProps<"/flussi/[flowId]/invia/conferma">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const query = await searchParams;
  const schedulable = can(flow.state, "schedule");
  const at = schedulable ? atOfUrl(query[AT]) : null;
  const tooLate = at && refusalOf(() => mustBeAhead(ctx.now, at));
  const choosing = schedulable && (query[LATER] !== undefined || Boolean(tooLate));
  const departure = at ? departureQuery(query) : {};
  const refused = whyNot(ctx.actor, flow, { permission: "send", events: ["send", "resume"] });
  const summary = await sendSummary(ctx, flow.id, tooLate ? undefined : (at ?? undefined));
  if (refused || summary.count === 0) {
    return (
      <SendFrame flowId={flow.id} step={2} departure={departure}>
        <Alert tone="warning" title={refused ?? "Nel flusso non ci sono notifiche da inviare."}>
          <Link className="btn btn-sm btn-outline-primary" href={`/flussi/${flow.id}`}>
            Torna al flusso
          </Link>
        </Alert>
      </SendFrame>
    );
  }
  return (
    <SendFrame flowId={flow.id} step={2} departure={departure}>
      {schedulable && (
        <Departure
          flowId={flow.id}
          at={at ?? flow.scheduledAt}
          later={at !== null}
          choosing={choosing}
          refused={tooLate}
        />
      )}
      {!choosing && <Confirmation flow={flow} summary={summary} at={at} now={ctx.now} departure={departure} />}
    </SendFrame>
  );
}

function refusalOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return wordRefusal(error);
    throw error;
  }
}
