import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { found } from "@/app/found";
import { duplicateTitles } from "@/app/italian/duplicates";
import { ledToLastPage } from "@/app/last-page";
import { listingOf, queryOf } from "@/app/search-params";
import { requireContext } from "@/app/session";
import { PageTitle } from "@/app/ui/page-title";
import { pagingKeys, withQuery } from "@/app/ui/query";
import { duplicateKinds } from "@/lib/flows/duplicate-kinds";
import { listDuplicates } from "@/lib/flows/duplicates";
import { paging } from "@/lib/page";
import { departureQuery } from "../conferma/departure-form";
import { stepUrl } from "../send-steps";
import { DuplicatesTable } from "./duplicates-table";
import { kindOf, kindWords } from "./kind";

export const metadata: Metadata = { title: "Doppioni" };

/** What of a flow repeats what was sent before, row by row. */
export default async function DuplicatesPage({ params, searchParams }: PageProps<"/flussi/[flowId]/invia/doppioni">) {
  const ctx = await requireContext();
  const { flowId } = await params;
  const query = queryOf(await searchParams);
  const kind = kindOf(query.tipo);
  const { page, size } = z.object(paging.shape).parse({ page: query[pagingKeys.page], size: query[pagingKeys.size] });
  const list = await found(flowId, (id) => listDuplicates(ctx, { flowId: id, kind, page, size }));
  const path = `/flussi/${flowId}/invia/doppioni`;
  ledToLastPage(path, query, list);
  const departure = departureQuery(query);
  return (
    <>
      <PageTitle
        title="Doppioni"
        crumbs={[
          { label: "Gestione Flussi", href: "/flussi" },
          { label: "Archivio Flussi", href: "/flussi/archivio" },
          { label: "Flusso", href: `/flussi/${flowId}` },
          { label: "Invia Flusso", href: stepUrl(flowId, "contenuto", departure) },
        ]}
      />
      <ul className="choice">
        {duplicateKinds.map((one) => (
          <li key={one}>
            <Link
              className={`btn btn-sm ${one === kind ? "btn-primary" : "btn-outline-primary"}`}
              aria-current={one === kind ? "true" : undefined}
              href={withQuery(path, departure, { tipo: kindWords[one] })}
            >
              {duplicateTitles[one]}
            </Link>
          </li>
        ))}
      </ul>
      <DuplicatesTable
        path={path}
        kind={kind}
        rows={list.rows}
        listing={listingOf({ ...list, sort: "position", descending: false }, list.total)}
        query={query}
      />
      <div className="row-of-buttons">
        <Link className="btn btn-sm btn-primary" href={stepUrl(flowId, "destinatari", departure)}>
          Continua
        </Link>
        <Link className="btn btn-sm btn-outline-primary" href={stepUrl(flowId, "contenuto", departure)}>
          Torna al controllo
        </Link>
      </div>
    </>
  );
}
