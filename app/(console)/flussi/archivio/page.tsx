import type { Metadata } from "next";
import Link from "next/link";
import { calendarDay } from "@/app/italian/format";
import { ledToLastPage } from "@/app/last-page";
import { flowSearchFrom, listingOf, queryOf } from "@/app/search-params";
import { requireContext } from "@/app/session";
import { Criteria } from "@/app/ui/criteria";
import { PageTitle } from "@/app/ui/page-title";
import { filtersOnly, withQuery } from "@/app/ui/query";
import { listFlows } from "@/lib/flows/list";
import { listServices } from "@/lib/services/list";
import { FlowsTable } from "./flows-table";

export const metadata: Metadata = { title: "Archivio Flussi" };

export default async function FlowArchivePage({ searchParams }: PageProps<"/flussi/archivio">) {
  const ctx = await requireContext();
  const params = await searchParams;
  const query = queryOf(params);
  const search = flowSearchFrom(params);
  const [page, services] = await Promise.all([listFlows(ctx, search), listServices(ctx)]);
  ledToLastPage("/flussi/archivio", query, page);
  const service = services.find(({ id }) => id === search.serviceId);
  return (
    <>
      <PageTitle title="Archivio Flussi" crumbs={[{ label: "Gestione Flussi", href: "/flussi" }]}>
        <div className="row-of-buttons">
          <Link className="btn btn-sm btn-primary" href="/flussi/nuovo">
            Nuovo
          </Link>
          <Link className="btn btn-sm btn-outline-primary" href={withQuery("/flussi", filtersOnly(query))}>
            Altra Ricerca
          </Link>
        </div>
      </PageTitle>
      <Criteria
        criteria={{
          "Data al": search.from && search.to ? calendarDay(search.to) : undefined,
          Servizio: service?.name,
          "In attesa di approvazione": search.awaiting === undefined ? undefined : search.awaiting ? "Sì" : "No",
          Contesto: search.context,
          Chiave: search.key,
        }}
      />
      <FlowsTable
        rows={page.rows}
        listing={listingOf({ ...search, page: page.page }, page.total)}
        query={query}
        filters={{
          uuid: search.uuid ?? "",
          dal: search.from ?? search.to ?? "",
          stato: search.state ?? "",
          note: search.note ?? "",
          utente: search.user ?? "",
          programmato: search.scheduled === undefined ? "" : String(search.scheduled),
          dis: search.disabled === undefined ? "" : String(search.disabled),
        }}
      />
    </>
  );
}
