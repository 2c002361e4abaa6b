import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { count } from "@/app/italian/format";
import { whyNot } from "@/app/italian/refused-event";
import { type SendFacts, sendLines, sendTitle, sendWarnings } from "@/app/italian/send-confirm";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { CheckField } from "@/app/ui/field";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { findFlow } from "@/lib/flows/find";
import { sendSummary } from "@/lib/flows/send-summary";
import { send } from "../../actions";

export const metadata: Metadata = { title: "Invia Flusso" };

const labels = { checked: "Conferma del controllo" };

/** The confirmation of a send. It carries the version and the number it shows: if they change, nothing leaves. */
export default async function SendPage({ params }: PageProps<"/flussi/[flowId]/invia">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const back = `/flussi/${flow.id}`;
  const summary = await sendSummary(ctx, flow.id);
  const facts = { ...summary, serviceName: flow.service.name, organizationName: flow.service.organizationName };
  const refused = whyNot(ctx.actor, flow, { permission: "send", events: ["send", "resume"] });
  const toBack = (
    <Link className="btn btn-sm btn-outline-primary" href={back}>
      Torna al controllo
    </Link>
  );
  return (
    <>
      <PageTitle
        title="Invia Flusso"
        crumbs={[
          { label: "Gestione Flussi", href: "/flussi" },
          { label: "Archivio Flussi", href: "/flussi/archivio" },
          { label: "Flusso", href: back },
        ]}
      />
      {refused || summary.notifications === 0 ? (
        <Alert tone="warning" title={refused ?? "Nel flusso non ci sono notifiche da inviare."}>
          {toBack}
        </Alert>
      ) : (
        <section className="panel form-narrow" aria-labelledby="domanda">
          <h2 id="domanda">{sendTitle(facts)}</h2>
          <Confirmation facts={facts} />
          {summary.outsideTest > 0 && (
            <Alert tone="danger" title={`Il servizio ${flow.service.name} è in prova.`}>
              <p>
                {count(summary.outsideTest, "notifica è destinata", "notifiche sono destinate")} a codici fiscali che
                non sono tra quelli di prova: finché ci sono, non parte nulla.
              </p>
            </Alert>
          )}
          <Form action={send} labels={labels}>
            <input type="hidden" name="flowId" value={flow.id} />
            <input type="hidden" name="version" value={summary.version} />
            <input type="hidden" name="count" value={summary.notifications} />
            <CheckField name="checked" label="Ho controllato testo, destinatari, importi e scadenze." forget />
            <div className="row-of-buttons">
              <Submit>Invia {count(summary.notifications, "notifica", "notifiche")}</Submit>
              {toBack}
            </div>
          </Form>
        </section>
      )}
    </>
  );
}

function Confirmation({ facts }: { facts: SendFacts }) {
  return (
    <>
      <StaticFields>
        {sendLines(facts).map(([label, value]) => (
          <StaticField key={label} label={label}>
            {value}
          </StaticField>
        ))}
      </StaticFields>
      <Alert tone="warning">
        {sendWarnings(facts).map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </Alert>
    </>
  );
}
