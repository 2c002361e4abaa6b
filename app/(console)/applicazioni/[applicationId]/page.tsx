import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { applicationLabels } from "@/app/italian/applications";
import { requireContext } from "@/app/session";
import { ActionButton } from "@/app/ui/action-button";
import { Alert } from "@/app/ui/alert";
import { AuditBlock } from "@/app/ui/audit-block";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { findApplication } from "@/lib/applications/find";
import { listAllServices } from "@/lib/services/list-all";
import { disable, edit, enable } from "../actions";
import { ApplicationFields } from "../application-fields";
import { Keys } from "./keys";

export const metadata: Metadata = { title: "Applicazione" };

export default async function ApplicationPage({ params }: PageProps<"/applicazioni/[applicationId]">) {
  const ctx = await requireContext();
  const application = await found((await params).applicationId, (id) => findApplication(ctx, id));
  const services = await listAllServices(ctx);
  const { id, name, version, disabled } = application;
  return (
    <>
      <PageTitle title={`Applicazione · ${name}`} crumbs={[{ label: "Applicazioni", href: "/applicazioni" }]}>
        <div className="row-of-buttons">
          <ActionButton
            action={disabled ? enable : disable}
            fields={{ applicationId: id }}
            label={disabled ? "Riabilita" : "Disabilita"}
          />
          <Link className="btn btn-sm btn-outline-primary" href="/applicazioni">
            Torna Elenco
          </Link>
        </div>
      </PageTitle>
      {disabled && (
        <Alert tone="warning" title="Applicazione disabilitata">
          <p>Le sue chiavi sono rifiutate. Quello che ha già inviato resta com'è.</p>
        </Alert>
      )}
      <div className="record">
        <section className="panel" aria-label="Dati dell'applicazione">
          <Form action={edit} labels={applicationLabels}>
            <input type="hidden" name="applicationId" value={id} />
            <input type="hidden" name="version" value={version} />
            <ApplicationFields application={application} services={services} />
            <Submit>Aggiorna</Submit>
          </Form>
        </section>
        <div className="record-side">
          <Keys applicationId={id} keys={application.keys} />
        </div>
      </div>
      <AuditBlock updatedAt={application.updatedAt} updatedBy={application.updatedBy} />
    </>
  );
}
