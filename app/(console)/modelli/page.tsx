import type { Metadata } from "next";
import Link from "next/link";
import { number, stamp } from "@/app/italian/format";
import { requireContext } from "@/app/session";
import { DisabledMark } from "@/app/ui/audit-columns";
import { PageTitle } from "@/app/ui/page-title";
import { listModels } from "@/lib/models/list";

export const metadata: Metadata = { title: "Modelli" };

/** Modelli: the texts kept for the services that the operator sees. */
export default async function ModelsPage() {
  const ctx = await requireContext();
  const models = await listModels(ctx);
  return (
    <>
      <PageTitle title="Modelli" crumbs={[]}>
        <Link className="btn btn-sm btn-primary" href="/modelli/nuovo">
          Nuovo
        </Link>
      </PageTitle>
      <div className="data-table">
        <section className="table-scroll" aria-labelledby="elenco-modelli">
          <table className="table table-sm table-hover">
            <caption id="elenco-modelli">Modelli</caption>
            <thead>
              <tr>
                <th scope="col">Nome</th>
                <th scope="col">Servizio</th>
                <th scope="col" className="number">
                  Versione
                </th>
                <th scope="col">Utente mod.</th>
                <th scope="col">Data mod.</th>
                <th scope="col">Dis.</th>
              </tr>
            </thead>
            <tbody>
              {models.map((model) => (
                <tr key={model.id}>
                  <td>
                    <Link href={`/modelli/${model.id}`}>{model.name}</Link>
                  </td>
                  <td>{model.serviceName}</td>
                  <td className="number">{number(model.version)}</td>
                  <td>{model.updatedBy}</td>
                  <td className="one-line">{stamp(model.updatedAt)}</td>
                  <td>
                    <DisabledMark disabled={model.disabled} />
                  </td>
                </tr>
              ))}
              {models.length === 0 && (
                <tr>
                  <td colSpan={6} className="empty">
                    Non ci sono ancora modelli: premi Nuovo per scrivere il primo.
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
