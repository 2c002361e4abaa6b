import type { Metadata } from "next";
import { found } from "@/app/found";
import { noRoles } from "@/app/italian/permissions";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { AuditBlock } from "@/app/ui/audit-block";
import { BackLink } from "@/app/ui/back-link";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { findOperator } from "@/lib/operators/find";
import { listRoles } from "@/lib/roles/list";
import { edit } from "../actions";
import { OperatorFields, operatorLabels } from "../operator-fields";
import { AccessPanel } from "./access-panel";
import { PasswordPanel } from "./password-panel";

export const metadata: Metadata = { title: "Operatore" };

export default async function OperatorPage({ params }: PageProps<"/operatori/[operatorId]">) {
  const ctx = await requireContext();
  const operator = await found((await params).operatorId, (id) => findOperator(ctx, id));
  const roles = await listRoles(ctx);
  return (
    <>
      <PageTitle title={`Operatore · ${operator.name}`} crumbs={[{ label: "Operatori", href: "/operatori" }]}>
        <BackLink list="/operatori" label="Torna Elenco" />
      </PageTitle>
      {operator.roleIds.length === 0 && (
        <Alert tone="warning" title="Nessun ruolo">
          <p>{noRoles}</p>
        </Alert>
      )}
      <div className="record">
        <section className="panel" aria-label="Dati dell'operatore">
          <StaticFields>
            <StaticField label={operatorLabels.username} double>
              {operator.username}
            </StaticField>
          </StaticFields>
          <Form action={edit} labels={operatorLabels} className="record-form">
            <input type="hidden" name="operatorId" value={operator.id} />
            <input type="hidden" name="version" value={operator.version} />
            <OperatorFields operator={operator} roles={roles} />
            <Submit>Aggiorna</Submit>
          </Form>
        </section>
        <div className="record-side">
          <AccessPanel operator={operator} />
          <PasswordPanel operator={operator} own={operator.id === ctx.actor.id} />
        </div>
      </div>
      <AuditBlock updatedAt={operator.updatedAt} updatedBy={operator.updatedBy} />
    </>
  );
}
