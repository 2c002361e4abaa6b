import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { usernameHint } from "@/app/italian/operators";
import { requireContext } from "@/app/session";
import { Field } from "@/app/ui/field";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { administers } from "@/lib/operators/access";
import { listRoles } from "@/lib/roles/list";
import { create } from "../actions";
import { OperatorFields, operatorLabels } from "../operator-fields";
import { TemporaryPassword } from "../temporary-password";

export const metadata: Metadata = { title: "Nuovo operatore" };

export default async function NewOperatorPage() {
  const ctx = await requireContext();
  if (!administers(ctx.actor)) notFound();
  const roles = await listRoles(ctx);
  return (
    <>
      <PageTitle title="Nuovo operatore" crumbs={[{ label: "Operatori", href: "/operatori" }]} />
      <section className="panel form-narrow" aria-label="Dati dell'operatore">
        <Form action={create} labels={operatorLabels}>
          <Field
            name="username"
            label={operatorLabels.username}
            maxLength={60}
            hint={usernameHint}
            spellCheck={false}
            required
          />
          <OperatorFields roles={roles} />
          <TemporaryPassword />
          <Submit>Aggiungi</Submit>
        </Form>
      </section>
    </>
  );
}
