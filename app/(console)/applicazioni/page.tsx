import type { Metadata } from "next";
import Link from "next/link";
import { number, stamp } from "@/app/italian/format";
import { requireAdministrator } from "@/app/require-administrator";
import { PageTitle } from "@/app/ui/page-title";
import { listApplications } from "@/lib/applications/list";

export const metadata: Metadata = { title: "Applicazioni" };

/** Applicazioni: the other programs of the ente that trigger sends. They are few: one page shows them all. */
export default async function ApplicationsPage() {
  const ctx = await requireAdministrator();
  const applications = await listApplications(ctx);
  return (
    <>
      <PageTitle title="Applicazioni" crumbs={[]}>
        <div className="row-of-buttons">
          <Link className="btn btn-sm btn-outline-primary" href="/sviluppatori">
            Guida per sviluppatori
          </Link>
          <Link className="btn btn-sm btn-primary" href="/applicazioni/nuovo">
            Nuovo
          </Link>
        </div>
      </PageTitle>
      <div className="data-table">
        <section className="table-scroll" aria-labelledby="elenco-applicazioni">
          <table className="table table-sm table-hover">
            <caption id="elenco-applicazioni">Applicazioni</caption>
            <thead>
              <tr>
                <th scope="col">Applicazione</th>
                <th scope="col">Può inviare subito</th>
                <th scope="col" className="number">
                  Servizi
                </th>
                <th scope="col">Utente mod.</th>
                <th scope="col">Data mod.</th>
              </tr>
            </thead>
            <tbody>
              {applications.map(({ id, name, disabled, maySend, services, updatedBy, updatedAt }) => (
                <tr key={id}>
                  <td>
                    <Link href={`/applicazioni/${id}`}>{name}</Link>
                    {disabled && <span className="quiet">disabilitata</span>}
                  </td>
                  <td>{maySend ? "sì" : "no"}</td>
                  <td className="number">{number(services)}</td>
                  <td>{updatedBy}</td>
                  <td className="one-line">{stamp(updatedAt)}</td>
                </tr>
              ))}
              {applications.length === 0 && (
                <tr>
                  <td colSpan={5} className="empty">
                    Non ci sono ancora applicazioni: premi Nuovo per aggiungere la prima.
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
