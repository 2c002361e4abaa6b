import "../servizi.css";
import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { amount } from "@/app/italian/format";
import { requireAdministrator } from "@/app/require-administrator";
import { Alert } from "@/app/ui/alert";
import { AnswerPlace } from "@/app/ui/answer-place";
import { AuditBlock } from "@/app/ui/audit-block";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { listOrganizations } from "@/lib/organizations/list";
import { findService, type ServiceDetail } from "@/lib/services/find";
import { edit } from "../actions";
import { environmentName } from "../environment";
import { ServiceFields, serviceLabels } from "../service-fields";
import { Connection } from "./connection";
import { Disabling } from "./disabling";

export const metadata: Metadata = { title: "Servizio" };

export default async function ServicePage({ params }: PageProps<"/servizi/[serviceId]">) {
  const ctx = await requireAdministrator();
  const service = await found((await params).serviceId, (id) => findService(ctx, id));
  const organizations = await listOrganizations(ctx);
  return (
    <>
      <PageTitle title={`Servizio · ${service.name}`} crumbs={[{ label: "Servizi", href: "/servizi" }]}>
        <div className="row-of-buttons">
          <Link className="btn btn-sm btn-outline-primary" href="/servizi">
            Torna Elenco
          </Link>
        </div>
      </PageTitle>
      <Warnings service={service} />
      <div className="record">
        <section className="panel" aria-labelledby="dati">
          <h2 id="dati">Dati del servizio</h2>
          <StaticFields>
            <StaticField label="Ambiente" wide>
              {environmentName()}
            </StaticField>
          </StaticFields>
          <Form action={edit} labels={serviceLabels} className="record-form">
            <input type="hidden" name="serviceId" value={service.id} />
            <input type="hidden" name="version" value={service.updatedAt.toISOString()} />
            <ServiceFields
              organizations={organizations}
              service={{
                ...service,
                testFiscalCodes: service.testFiscalCodes.join("\n"),
                maxPaymentAmount: amount(service.maxPaymentAmount),
              }}
              keyKept
            />
            <Submit>Aggiorna</Submit>
          </Form>
        </section>
        <div className="record-side">
          <Connection service={service} />
          <AnswerPlace>
            <Disabling service={service} />
          </AnswerPlace>
        </div>
      </div>
      <AuditBlock updatedAt={service.updatedAt} updatedBy={service.updatedBy} />
    </>
  );
}

/** What keeps the service from being used, though nothing is wrong with its data. */
function Warnings({ service }: { service: ServiceDetail }) {
  return (
    <>
      {service.disabled && <Alert tone="warning" title="Servizio disabilitato: per questo servizio non parte nulla." />}
      {service.roles === 0 && (
        <Alert tone="warning" title="Nessun ruolo è abilitato a questo servizio: gli operatori non lo vedono.">
          <p>
            Per usarlo, aggiungilo a un ruolo in <Link href="/ruoli">Ruoli</Link>.
          </p>
        </Alert>
      )}
      {service.testing && service.testFiscalCodes.length === 0 && (
        <Alert
          tone="warning"
          title="Il servizio è In prova e non ha codici fiscali di prova: nessuna notifica può partire."
        />
      )}
    </>
  );
}
