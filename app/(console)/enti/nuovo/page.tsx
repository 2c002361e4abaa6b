import "../enti.css";
import type { Metadata } from "next";
import { requireAdministrator } from "@/app/require-administrator";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { listOrganizations } from "@/lib/organizations/list";
import { create } from "../actions";
import { OrganizationFields, organizationLabels } from "../organization-fields";

export const metadata: Metadata = { title: "Nuovo ente" };

export default async function NewOrganizationPage() {
  const ctx = await requireAdministrator();
  return (
    <>
      <PageTitle title="Nuovo ente" crumbs={[{ label: "Enti", href: "/enti" }]} />
      <section className="panel form-narrow" aria-label="Dati dell'ente">
        <Form action={create} labels={organizationLabels} className="record-form">
          <OrganizationFields
            organization={{
              ...{ name: "", fiscalCode: "", sharedWith: "", callLimit: 150, callShare: 80 },
              ...{ reachabilityHours: 24, approvalThreshold: null, sendingHours: null },
            }}
            others={await listOrganizations(ctx)}
          />
          <Submit>Aggiungi</Submit>
        </Form>
      </section>
    </>
  );
}
