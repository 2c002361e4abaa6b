import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ledToLastPage } from "@/app/last-page";
import { listingOf, queryOf } from "@/app/search-params";
import { requireContext } from "@/app/session";
import { PageTitle } from "@/app/ui/page-title";
import { pagingKeys, type Query } from "@/app/ui/query";
import { administers } from "@/lib/operators/access";
import { listOperators } from "@/lib/operators/list";
import { type OperatorSearch, operatorSearch } from "@/lib/operators/search";
import { listRoles } from "@/lib/roles/list";
import { OperatorsTable } from "./operators-table";

export const metadata: Metadata = { title: "Operatori" };

/** Operatori: who may sign in. The filters under the headings are in the URL. */
export default async function OperatorsPage({ searchParams }: PageProps<"/operatori">) {
  const ctx = await requireContext();
  if (!administers(ctx.actor)) notFound();
  const query = queryOf(await searchParams);
  const search = searchOf(query);
  const [page, roles] = await Promise.all([listOperators(ctx, search), listRoles(ctx)]);
  ledToLastPage("/operatori", query, page);
  return (
    <>
      <PageTitle title="Operatori" crumbs={[]}>
        <Link className="btn btn-sm btn-primary" href="/operatori/nuovo">
          Nuovo
        </Link>
      </PageTitle>
      <OperatorsTable
        rows={page.rows}
        listing={listingOf({ ...search, page: page.page }, page.total)}
        query={query}
        filters={{
          utente: search.username ?? "",
          nome: search.name ?? "",
          ruolo: search.roleId ?? "",
          dis: search.disabled === undefined ? "" : String(search.disabled),
        }}
        roles={roles.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
}

const searchOf = (query: Query): OperatorSearch =>
  operatorSearch.parse({
    username: query.utente,
    name: query.nome,
    roleId: query.ruolo,
    disabled: query.dis,
    page: query[pagingKeys.page],
    size: query[pagingKeys.size],
    sort: query[pagingKeys.sort],
    descending: String(query[pagingKeys.direction] === "decrescente"),
  });
