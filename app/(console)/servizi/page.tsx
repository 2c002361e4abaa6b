import "./servizi.css";
import type { Metadata } from "next";
import Link from "next/link";
import { connectionLabel } from "@/app/italian/connection";
import { stamp } from "@/app/italian/format";
import { requireAdministrator } from "@/app/require-administrator";
import { Alert } from "@/app/ui/alert";
import { DisabledMark } from "@/app/ui/audit-columns";
import { PageTitle } from "@/app/ui/page-title";
import { listOrganizations } from "@/lib/organizations/list";
import { listAllServices } from "@/lib/services/list-all";
import { ConnectionBadge } from "./connection-badge";
import { environmentName } from "./environment";

export const metadata: Metadata = { title: "Servizi" };

/** Servizi: the App IO services of all the enti. */
export default async function ServicesPage() {
  const ctx = await requireAdministrator();
  const [services, organizations] = await Promise.all([listAllServices(ctx), listOrganizations(ctx)]);
  return (
    <>
      <PageTitle title="Servizi" crumbs={[]}>
        <div className="row-of-buttons">
          {organizations.length > 0 && (
            <Link className="btn btn-sm btn-primary" href="/servizi/nuovo">
              Nuovo
            </Link>
          )}
        </div>
      </PageTitle>
      <p className="quiet">Ambiente: {environmentName()}</p>
      {organizations.length === 0 && (
        <Alert tone="info" title="Un servizio appartiene a un ente, e non ce n'è ancora nessuno.">
          <p>
            <Link href="/enti/nuovo">Aggiungi l'ente</Link>, poi torna qui.
          </p>
        </Alert>
      )}
      {organizations.length > 0 && services.length === 0 && (
        <Alert tone="info" title="Non ci sono ancora servizi.">
          <p>
            Per inviare serve almeno un servizio attivato nel BackOffice IO:{" "}
            <Link href="/servizi/nuovo">aggiungilo</Link> con la sua chiave e provalo con Verifica connessione.
          </p>
        </Alert>
      )}
      {services.length > 0 && (
        <section className="panel" aria-label="Elenco dei servizi">
          <div className="table-responsive">
            <table className="table table-sm small-table">
              <caption className="visually-hidden">Servizi</caption>
              <thead>
                <tr>
                  <th scope="col">Nome</th>
                  <th scope="col">Codice</th>
                  <th scope="col">Ente</th>
                  <th scope="col">In prova</th>
                  <th scope="col">Verifica connessione</th>
                  <th scope="col">Data verifica</th>
                  <th scope="col">Dis.</th>
                </tr>
              </thead>
              <tbody>
                {services.map((service) => (
                  <tr key={service.id}>
                    <td>
                      <Link href={`/servizi/${service.id}`}>{service.name}</Link>
                    </td>
                    <td>{service.code}</td>
                    <td>{service.organizationName}</td>
                    <td>{service.testing ? "Sì" : "No"}</td>
                    <td>
                      <ConnectionBadge finding={service.connection} label={connectionLabel(service.connection)} />
                    </td>
                    <td>{service.connectionAt && stamp(service.connectionAt)}</td>
                    <td>
                      <DisabledMark disabled={service.disabled} />
                    </td>
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
