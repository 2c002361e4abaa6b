import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { inUseText, inUseTitle } from "@/app/italian/models";
import { notAllowed } from "@/app/italian/refusals";
import { requireContext } from "@/app/session";
import { ActionButton } from "@/app/ui/action-button";
import { Alert } from "@/app/ui/alert";
import { AuditBlock } from "@/app/ui/audit-block";
import { ButtonRow } from "@/app/ui/button-row";
import { PageTitle } from "@/app/ui/page-title";
import { Icon } from "@/app/ui/sprite-icon";
import { findModel } from "@/lib/models/find";
import { modelUsage } from "@/lib/models/usage";
import { may } from "@/lib/operators/access";
import { flowName } from "../../flow-name";
import { disable, edit, enable } from "../actions";
import { ModelForm } from "../model-form";
import { typedTemplate } from "../typed-text";

export const metadata: Metadata = { title: "Modello" };

export default async function ModelPage({ params }: PageProps<"/modelli/[modelId]">) {
  const ctx = await requireContext();
  const model = await found((await params).modelId, (id) => findModel(ctx, id));
  const flows = await modelUsage(ctx, model.id);
  const refused = may(ctx.actor, "compose", model.service.id) ? undefined : notAllowed("compose", model.service.name);
  return (
    <>
      <PageTitle title={`Modello · ${model.name}`} crumbs={[{ label: "Modelli", href: "/modelli" }]}>
        <ButtonRow>
          <a className="btn btn-sm btn-outline-primary" href={`/modelli/${model.id}/template`} download>
            <Icon name="it-download" className="icon-xs" /> Scarica Template
          </a>
          <ActionButton
            action={model.disabled ? enable : disable}
            fields={{ modelId: model.id, version: model.version }}
            label={model.disabled ? "Riabilita" : "Disabilita"}
            refused={refused}
          />
        </ButtonRow>
      </PageTitle>
      {flows.length > 0 && (
        <Alert tone="warning" title={inUseTitle(flows.length)}>
          <p>{inUseText}</p>
          <ul>
            {flows.map((flow) => (
              <li key={flow.id}>
                <Link href={`/flussi/${flow.id}`}>{flowName(flow)}</Link>, versione {flow.version}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <ModelForm
        action={edit}
        services={[model.service]}
        initial={{
          ...{ modelId: model.id, version: String(model.version), serviceId: model.service.id, name: model.name },
          ...typedTemplate(model.template),
        }}
        submit="Aggiorna"
      />
      <AuditBlock updatedAt={model.updatedAt} updatedBy={model.updatedBy} />
    </>
  );
}
