import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { textRefused, textSources } from "@/app/italian/models";
import { whyNot } from "@/app/italian/refused-event";
import { requireContext } from "@/app/session";
import { ActionButton } from "@/app/ui/action-button";
import { Alert } from "@/app/ui/alert";
import { SelectField } from "@/app/ui/field";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { findFlow } from "@/lib/flows/find";
import { flowText } from "@/lib/flows/text";
import { listModels } from "@/lib/models/list";
import { typedTemplate } from "../../../modelli/typed-text";
import { ScheduleAtRisk } from "../../schedule-at-risk";
import { chooseModel, rowsBringText } from "./actions";
import { OwnText } from "./own-text";

export const metadata: Metadata = { title: "Testo del flusso" };

/** Where the text of a flow comes from: each row, a model of its service, or one of its own. */
export default async function FlowTextPage({ params }: PageProps<"/flussi/[flowId]/testo">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const [text, models] = await Promise.all([flowText(ctx, flow.id), listModels(ctx, { serviceId: flow.service.id })]);
  const held = flow.counts.total + flow.counts.disabled > 0;
  const refused =
    whyNot(ctx.actor, flow, { permission: "compose", events: ["edit"] }) ?? (held ? textRefused : undefined);
  const choices = models.filter(({ disabled }) => !disabled);
  const shown = { flowId: flow.id, version: flow.version };
  return (
    <>
      <PageTitle
        title="Testo del flusso"
        crumbs={[
          { label: "Gestione Flussi", href: "/flussi" },
          { label: "Archivio Flussi", href: "/flussi/archivio" },
          { label: "Flusso", href: `/flussi/${flow.id}` },
        ]}
      >
        <Link className="btn btn-sm btn-outline-primary" href={`/flussi/${flow.id}`}>
          Torna al flusso
        </Link>
      </PageTitle>
      {refused && <Alert tone="warning" title={refused} />}
      <ScheduleAtRisk edited="flow" scheduledAt={flow.scheduledAt} now={ctx.now} refused={refused} />
      {!refused && (
        <>
          <section className="panel" aria-labelledby="da-righe">
            <h2 id="da-righe">{textSources.rows}</h2>
            <p>Il file Excel ha le colonne Oggetto e Contenuto.{!text && " È la scelta di adesso."}</p>
            {text && <ActionButton action={rowsBringText} fields={shown} label="Togli il testo dal flusso" />}
          </section>
          <section className="panel" aria-labelledby="da-modello">
            <h2 id="da-modello">{textSources.model}</h2>
            {choices.length === 0 ? (
              <p>
                Il servizio {flow.service.name} non ha modelli: <Link href="/modelli/nuovo">scrivi il primo</Link>.
              </p>
            ) : (
              <Form action={chooseModel} labels={{ modelId: "Modello" }}>
                <input type="hidden" name="flowId" value={flow.id} />
                <input type="hidden" name="version" value={flow.version} />
                <SelectField
                  name="modelId"
                  label="Modello"
                  options={choices.map(({ id, name, version }) => ({
                    value: id,
                    label: `${name}, versione ${version}`,
                  }))}
                  empty="Scegli un modello"
                  defaultValue={text?.modelId ?? ""}
                  required
                />
                <Submit look="outline-primary">Usa il modello</Submit>
              </Form>
            )}
          </section>
          <section className="panel" aria-labelledby="proprio">
            <h2 id="proprio">{textSources.own}</h2>
            <OwnText flow={flow} sender={flow.service} initial={text ? typedTemplate(text) : {}} />
          </section>
        </>
      )}
    </>
  );
}
