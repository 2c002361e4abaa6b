import "./enti.css";
import type { Metadata } from "next";
import Link from "next/link";
import { number } from "@/app/italian/format";
import { wordCallLimit, wordSendingHours } from "@/app/italian/organizations";
import { requireAdministrator } from "@/app/require-administrator";
import { Alert } from "@/app/ui/alert";
import { PageTitle } from "@/app/ui/page-title";
import { listOrganizations } from "@/lib/organizations/list";

export const metadata: Metadata = { title: "Enti" };

/** Enti: the bodies that send. */
export default async function OrganizationsPage() {
  const ctx = await requireAdministrator();
  const organizations = await listOrganizations(ctx);
  return (
    <>
      <PageTitle title="Enti" crumbs={[]}>
        <div className="row-of-buttons">
          <Link className="btn btn-sm btn-primary" href="/enti/nuovo">
            Nuovo
          </Link>
        </div>
      </PageTitle>
      {organizations.length === 0 ? (
        <Alert tone="info" title="Non ci sono ancora enti.">
          <p>
            <Link href="/enti/nuovo">Aggiungi l'ente</Link> per cui FlussIO invia, poi i suoi servizi.
          </p>
        </Alert>
      ) : (
        <section className="panel" aria-label="Elenco degli enti">
          <div className="table-responsive">
            <table className="table table-sm small-table">
              <caption className="visually-hidden">Enti</caption>
              <thead>
                <tr>
                  <th scope="col">Nome</th>
                  <th scope="col">Codice fiscale</th>
                  <th scope="col">Servizi</th>
                  <th scope="col">Limite di App IO</th>
                  <th scope="col">Quota</th>
                  <th scope="col">Approvazione</th>
                  <th scope="col">Orari di invio</th>
                </tr>
              </thead>
              <tbody>
                {organizations.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <Link href={`/enti/${one.id}`}>{one.name}</Link>
                    </td>
                    <td>{one.fiscalCode}</td>
                    <td>{number(one.services)}</td>
                    <td>{wordCallLimit(one.callLimit)}</td>
                    <td>{one.callShare}%</td>
                    <td>{one.approvalThreshold === null ? "No" : `Oltre ${number(one.approvalThreshold)}`}</td>
                    <td>{wordSendingHours(one.sendingHours)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  );
}
