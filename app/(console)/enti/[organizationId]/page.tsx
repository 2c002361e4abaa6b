import "../enti.css";
import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { highShareWarning, wordUse } from "@/app/italian/organizations";
import { requireAdministrator } from "@/app/require-administrator";
import { Alert } from "@/app/ui/alert";
import { AuditBlock } from "@/app/ui/audit-block";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { findOrganization, type OrganizationDetail } from "@/lib/organizations/find";
import { HIGH_SHARE } from "@/lib/organizations/form";
import { listOrganizations } from "@/lib/organizations/list";
import { edit } from "../actions";
import { OrganizationFields, organizationLabels } from "../organization-fields";

export const metadata: Metadata = { title: "Ente" };

export default async function OrganizationPage({ params }: PageProps<"/enti/[organizationId]">) {
  const ctx = await requireAdministrator();
  const organization = await found((await params).organizationId, (id) => findOrganization(ctx, id));
  const { callLimit, callShare } = organization.use;
  const others = (await listOrganizations(ctx)).filter(({ id }) => id !== organization.id);
  return (
    <>
      <PageTitle title={`Ente · ${organization.name}`} crumbs={[{ label: "Enti", href: "/enti" }]}>
        <div className="row-of-buttons">
          <Link className="btn btn-sm btn-outline-primary" href="/enti">
            Torna Elenco
          </Link>
        </div>
      </PageTitle>
      {callLimit !== null && callShare > HIGH_SHARE && (
        <Alert tone="warning" title={`FlussIO può usare fino al ${callShare}% del limite di App IO.`}>
          <p>{highShareWarning}</p>
        </Alert>
      )}
      <div className="record">
        <section className="panel" aria-labelledby="dati">
          <h2 id="dati">Dati dell'ente</h2>
          <Form action={edit} labels={organizationLabels} className="record-form">
            <input type="hidden" name="organizationId" value={organization.id} />
            <input type="hidden" name="version" value={organization.updatedAt.toISOString()} />
            <OrganizationFields
              organization={{
                ...organization,
                ...{ callLimit, callShare },
                sharedWith: organization.sharers[0]?.id ?? "",
              }}
              others={others}
            />
            <Submit>Aggiorna</Submit>
          </Form>
        </section>
        <div className="record-side">
          <Use organization={organization} />
        </div>
      </div>
      <AuditBlock updatedAt={organization.updatedAt} updatedBy={organization.updatedBy} />
    </>
  );
}

/** What is made now of the calls that App IO admits. */
function Use({ organization: { use, sharers } }: { organization: OrganizationDetail }) {
  const told = wordUse(use);
  return (
    <section className="panel" aria-labelledby="adesso">
      <h2 id="adesso">Richieste ad App IO, adesso</h2>
      <StaticFields>
        <StaticField label="FlussIO ne ha fatte">{told.calls}</StaticField>
        <StaticField label="Può farne al massimo">{told.most}</StaticField>
        <StaticField label="Ritmo possibile ora">{told.rate}</StaticField>
        <StaticField label="Di altri programmi">{told.others}</StaticField>
        <StaticField label="Pausa chiesta da App IO">{told.pause}</StaticField>
        <StaticField label="Flussi In invio">{told.sends}</StaticField>
        <StaticField label="Contate insieme a" wide>
          {sharers.map(({ name }) => name).join(", ") || "Nessun altro ente"}
        </StaticField>
      </StaticFields>
    </section>
  );
}
