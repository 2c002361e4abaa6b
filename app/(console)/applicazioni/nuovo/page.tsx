import type { Metadata } from "next";
import { applicationLabels } from "@/app/italian/applications";
import { requireAdministrator } from "@/app/require-administrator";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { listAllServices } from "@/lib/services/list-all";
import { create } from "../actions";
import { ApplicationFields } from "../application-fields";

export const metadata: Metadata = { title: "Nuova applicazione" };

export default async function NewApplicationPage() {
  const ctx = await requireAdministrator();
  const services = await listAllServices(ctx);
  return (
    <>
      <PageTitle title="Nuova applicazione" crumbs={[{ label: "Applicazioni", href: "/applicazioni" }]} />
      <section className="panel form-narrow" aria-label="Dati dell'applicazione">
        <Form action={create} labels={applicationLabels}>
          <ApplicationFields services={services} />
          <Submit>Aggiungi</Submit>
        </Form>
      </section>
    </>
  );
}
