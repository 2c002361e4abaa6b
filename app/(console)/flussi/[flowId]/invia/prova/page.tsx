import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { found } from "@/app/found";
import { noTestCodes } from "@/app/italian/trial";
import { queryOf } from "@/app/search-params";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { previewRow } from "@/lib/flows/preview";
import { can } from "@/lib/flows/state";
import { flowTrials } from "@/lib/flows/trials";
import { placeOfUrl } from "../anteprima/place";
import { departureQuery } from "../conferma/departure-form";
import { SendFrame } from "../send-frame";
import { sendRefused } from "../send-refused";
import { StepButtons } from "../send-steps";
import { TrialForm } from "./trial-form";
import { TrialsMade } from "./trials-made";

export const metadata: Metadata = { title: "Invia Flusso: invio di prova" };

/** Fourth step of a send, optional: a message of the flow to the test codes of its service. */
export default async function TrialPage({ params, searchParams }: PageProps<"/flussi/[flowId]/invia/prova">) {
  const ctx = await requireContext();
  const { flowId } = await params;
  const query = queryOf(await searchParams);
  const preview = await found(flowId, (id) => previewRow(ctx, id, placeOfUrl(query)));
  const { codes, trials } = await flowTrials(ctx, flowId);
  const { service, row } = preview;
  const departure = can(preview.state, "schedule") ? departureQuery(query) : {};
  const refused = sendRefused(ctx.actor, preview, preview.total);
  return (
    <SendFrame flow={preview} step="prova" departure={departure} refused={refused}>
      <section className="panel form-narrow" aria-labelledby="prova">
        <h2 id="prova">Invio di prova</h2>
        {codes.length === 0 ? (
          <Alert tone="info">
            <p>{noTestCodes(service.name)}</p>
          </Alert>
        ) : (
          row && (
            <TrialForm
              flowId={flowId}
              // A new one after each trial: what was sent is no reason to refuse the next.
              formId={randomUUID()}
              codes={codes}
              row={{ id: row.id, subject: row.subject }}
              number={preview.number}
              total={preview.total}
              departure={departure}
            />
          )
        )}
        <StepButtons flowId={flowId} current="prova" departure={departure} />
      </section>
      <TrialsMade trials={trials} serviceName={service.name} />
    </SendFrame>
  );
}
