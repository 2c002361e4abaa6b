import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { number, stamp } from "@/app/italian/format";
import { roleGrantsNothing, verbsOf } from "@/app/italian/permissions";
import { requireContext } from "@/app/session";
import { PageTitle } from "@/app/ui/page-title";
import { administers } from "@/lib/operators/access";
import { grantsNothing } from "@/lib/roles/form";
import { listRoles, type RoleRow } from "@/lib/roles/list";

export const metadata: Metadata = { title: "Ruoli" };

/** Ruoli: what operators may do, and for which services. They are few: one page shows them all. */
export default async function RolesPage() {
  const ctx = await requireContext();
  if (!administers(ctx.actor)) notFound();
  const roles = await listRoles(ctx);
  return (
    <>
      <PageTitle title="Ruoli" crumbs={[]}>
        <Link className="btn btn-sm btn-primary" href="/ruoli/nuovo">
          Nuovo
        </Link>
      </PageTitle>
      <div className="data-table">
        <section className="table-scroll" aria-labelledby="elenco-ruoli">
          <table className="table table-sm table-hover">
            <caption id="elenco-ruoli">Ruoli</caption>
            <thead>
              <tr>
                <th scope="col">Ruolo</th>
                <th scope="col">Può</th>
                <th scope="col" className="number">
                  Servizi
                </th>
                <th scope="col" className="number">
                  Operatori
                </th>
                <th scope="col">Utente mod.</th>
                <th scope="col">Data mod.</th>
              </tr>
            </thead>
            <tbody>
              {roles.map((role) => (
                <Row key={role.id} role={role} />
              ))}
              {roles.length === 0 && (
                <tr>
                  <td colSpan={6} className="empty">
                    Non ci sono ancora ruoli: premi Nuovo per aggiungere il primo.
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </section>
      </div>
    </>
  );
}

const Row = ({ role }: { role: RoleRow }) => (
  <tr>
    <td>
      <Link href={`/ruoli/${role.id}`}>{role.name}</Link>
      {grantsNothing(role) && <span className="quiet">{roleGrantsNothing}</span>}
    </td>
    <td>{verbsOf(role.permissions)}</td>
    <td className="number">{number(role.services)}</td>
    <td className="number">{number(role.holders)}</td>
    <td>{role.updatedBy}</td>
    <td className="one-line">{stamp(role.updatedAt)}</td>
  </tr>
);
