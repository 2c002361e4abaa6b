import type { Metadata } from "next";
import { requireAdministrator } from "@/app/require-administrator";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { listOrganizations } from "@/lib/organizations/list";
import { create } from "../actions";
import { environmentName } from "../environment";
import { ServiceFields, serviceLabels } from "../service-fields";

export const metadata: Metadata = { title: "Nuovo servizio" };

/** A new service begins In prova: nobody but its test codes can be written to by mistake. */
export default async function NewServicePage() {
  const ctx = await requireAdministrator();
  const organizations = await listOrganizations(ctx);
  const [only] = organizations.length === 1 ? organizations : [];
  return (
    <>
      <PageTitle title="Nuovo servizio" crumbs={[{ label: "Servizi", href: "/servizi" }]} />
      <section className="panel form-narrow" aria-label="Dati del servizio">
        <StaticFields>
          <StaticField label="Ambiente" wide>
            {environmentName()}
          </StaticField>
        </StaticFields>
        <Form action={create} labels={serviceLabels} className="record-form">
          <ServiceFields
            organizations={organizations}
            service={{
              organizationId: only?.id ?? "",
              code: "",
              name: "",
              appioServiceId: "",
              testing: true,
              testFiscalCodes: "",
              maxPaymentAmount: "0,00",
              requireSecureChannels: false,
            }}
            keyKept={false}
          />
          <Submit>Aggiungi</Submit>
        </Form>
      </section>
    </>
  );
}
