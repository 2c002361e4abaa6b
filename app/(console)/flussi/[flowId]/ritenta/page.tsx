import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { duration, number } from "@/app/italian/format";
import { whyNot } from "@/app/italian/refused-event";
import { registeredToo, retryButton, retryTitle } from "@/app/italian/retry";
import { pastDueDates } from "@/app/italian/schedule";
import { reasonLabels } from "@/app/italian/states";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { findFlow } from "@/lib/flows/find";
import { type RetrySummary, retrySummary } from "@/lib/flows/retry";
import { retry } from "../../actions";
import { LeftOut } from "./left-out";

export const metadata: Metadata = { title: "Ritenta le notifiche in errore" };

/** The confirmation of a retry (words.md 3). It carries the version and the number it shows: if they change, nothing leaves. */
export default async function RetryPage({ params }: PageProps<"/flussi/[flowId]/ritenta">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const path = `/flussi/${flow.id}`;
  const summary = await retrySummary(ctx, flow.id);
  const refused = whyNot(ctx.actor, flow, { permission: "send", events: ["retry"] });
  const back = (
    <Link className="btn btn-sm btn-outline-primary" href={path}>
      Torna al flusso
    </Link>
  );
  return (
    <>
      <PageTitle
        title="Ritenta le notifiche in errore"
        crumbs={[
          { label: "Gestione Flussi", href: "/flussi" },
          { label: "Archivio Flussi", href: "/flussi/archivio" },
          { label: "Flusso", href: path },
        ]}
      />
      {refused ? (
        <Alert tone="warning" title={refused}>
          {back}
        </Alert>
      ) : (
        <section className="panel form-narrow" aria-labelledby="domanda">
          <h2 id="domanda">{retryTitle(summary)}</h2>
          {summary.retried > 0 && <Leaving summary={summary} />}
          <LeftOut path={path} counts={summary.leftOut} />
          {summary.retried > 0 ? (
            <Form action={retry} labels={{}}>
              <input type="hidden" name="flowId" value={flow.id} />
              <input type="hidden" name="version" value={summary.version} />
              <input type="hidden" name="count" value={summary.leaving} />
              <div className="row-of-buttons">
                <Submit>{retryButton(summary)}</Submit>
                {back}
              </div>
            </Form>
          ) : (
            <div className="row-of-buttons">{back}</div>
          )}
        </section>
      )}
    </>
  );
}

function Leaving({ summary }: { summary: RetrySummary }) {
  const too = registeredToo(summary);
  return (
    <>
      <p>Ripartono solo notifiche che certamente non sono arrivate.</p>
      <StaticFields>
        {summary.reasons.map(({ reason, count }) => (
          <StaticField key={reason} label={reasonLabels[reason]}>
            {number(count)}
          </StaticField>
        ))}
        {summary.seconds !== null && <StaticField label="Durata">circa {duration(summary.seconds)}</StaticField>}
      </StaticFields>
      <Alert tone="warning">
        {too && <p>{too}</p>}
        <p>Dopo l'invio i messaggi non si possono correggere, ritirare né cancellare.</p>
        {summary.pastDueDates > 0 && <p>{pastDueDates(summary.pastDueDates)}</p>}
      </Alert>
    </>
  );
}
