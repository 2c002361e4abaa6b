import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { roleGrantsNothing } from "@/app/italian/permissions";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { AuditBlock } from "@/app/ui/audit-block";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { findRole } from "@/lib/roles/find";
import { grantsNothing } from "@/lib/roles/form";
import { listAllServices } from "@/lib/services/list-all";
import { edit } from "../actions";
import { RoleFields, roleLabels } from "../role-fields";
import { DeleteRole } from "./delete-role";
import { Holders } from "./holders";

export const metadata: Metadata = { title: "Ruolo" };

export default async function RolePage({ params }: PageProps<"/ruoli/[roleId]">) {
  const ctx = await requireContext();
  const role = await found((await params).roleId, (id) => findRole(ctx, id));
  const services = await listAllServices(ctx);
  return (
    <>
      <PageTitle title={`Ruolo · ${role.name}`} crumbs={[{ label: "Ruoli", href: "/ruoli" }]}>
        <div className="row-of-buttons">
          <DeleteRole role={role} />
          <Link className="btn btn-sm btn-outline-primary" href="/ruoli">
            Torna Elenco
          </Link>
        </div>
      </PageTitle>
      {grantsNothing({ ...role, services: role.serviceIds.length }) && (
        <Alert tone="warning" title="Ruolo senza effetto">
          <p>{roleGrantsNothing}</p>
        </Alert>
      )}
      <div className="record">
        <section className="panel" aria-label="Dati del ruolo">
          <Form action={edit} labels={roleLabels}>
            <input type="hidden" name="roleId" value={role.id} />
            <input type="hidden" name="version" value={role.version} />
            <RoleFields role={role} services={services} />
            <Submit>Aggiorna</Submit>
          </Form>
        </section>
        <div className="record-side">
          <Holders holders={role.holders} />
        </div>
      </div>
      <AuditBlock updatedAt={role.updatedAt} updatedBy={role.updatedBy} />
    </>
  );
}
