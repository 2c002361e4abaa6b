import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireContext } from "@/app/session";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { administers } from "@/lib/operators/access";
import { listAllServices } from "@/lib/services/list-all";
import { create } from "../actions";
import { RoleFields, roleLabels } from "../role-fields";

export const metadata: Metadata = { title: "Nuovo ruolo" };

export default async function NewRolePage() {
  const ctx = await requireContext();
  if (!administers(ctx.actor)) notFound();
  const services = await listAllServices(ctx);
  return (
    <>
      <PageTitle title="Nuovo ruolo" crumbs={[{ label: "Ruoli", href: "/ruoli" }]} />
      <section className="panel form-narrow" aria-label="Dati del ruolo">
        <Form action={create} labels={roleLabels}>
          <RoleFields services={services} />
          <Submit>Aggiungi</Submit>
        </Form>
      </section>
    </>
  );
}
