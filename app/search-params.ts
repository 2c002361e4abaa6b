import { type FlowSearch, flowSearch } from "@/lib/flows/search";
import { type NotificationSearch, notificationSearch, personalCriteria } from "@/lib/notifications/search";
import { countLimit, pageSizes } from "@/lib/page";
import { findSearch } from "@/lib/searches/find";
import type { RequestContext } from "./session";
import type { Listing } from "./ui/listing";
import { pagingKeys, type Query, withQuery } from "./ui/query";

/** What Next gives to a page. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** The keys of a URL are Italian, the fields of a search English: the one table that joins them. */
const keys = {
  uuid: "uuid",
  from: "dal",
  to: "al",
  state: "stato",
  reason: "motivo",
  serviceId: "servizio",
  note: "note",
  context: "contesto",
  key: "chiave",
  user: "utente",
  disabled: "dis",
  scheduled: "programmato",
  awaiting: "approvazione",
  reachability: "raggiungibilita",
  family: "esito",
  undecided: "da-decidere",
  uncorrected: "non-corrette",
  silent: "senza-esito",
  delivery: "consegna",
  page: pagingKeys.page,
  after: pagingKeys.after,
  before: pagingKeys.before,
  size: pagingKeys.size,
  sort: pagingKeys.sort,
} as const;

/** The keys of the filters, without where a list stands. */
export const filterKeys: ReadonlySet<string> = new Set(
  Object.values(keys).filter((key) => !Object.values<string>(pagingKeys).includes(key)),
);

/** The id of a kept search that holds fiscal code or object. */
export const KEPT = "ricerca";

/** The controls that may not become part of a URL, and the field of the search that each fills. */
export const personalFields = { cf: "fiscalCode", oggetto: "subject" } as const satisfies Record<
  string,
  (typeof personalCriteria)[number]
>;

/** The query as it was written, one value a key, empty ones left out. */
export function queryOf(searchParams: SearchParams | URLSearchParams): Query {
  const entries = searchParams instanceof URLSearchParams ? [...searchParams] : Object.entries(searchParams);
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (typeof value === "string" && value.trim() !== "" ? [[key, value.trim()]] : [])),
  );
}

function fieldsOf(query: Query, descendingByDefault: boolean): Record<string, unknown> {
  const fields = Object.entries(keys).map(([field, key]) => [field, query[key]]);
  const direction = query[pagingKeys.direction];
  const descending = direction ? direction !== "crescente" : descendingByDefault;
  return { ...Object.fromEntries(fields), descending: String(descending) };
}

export function flowSearchFrom(searchParams: SearchParams | URLSearchParams): FlowSearch {
  return flowSearch.parse(fieldsOf(queryOf(searchParams), true));
}

/** Personal criteria are read from the kept search whose id the URL carries; within a flow rows keep their order of arrival. */
export async function notificationSearchFrom(
  ctx: RequestContext,
  searchParams: SearchParams | URLSearchParams,
  flowId?: string,
): Promise<NotificationSearch> {
  const query = queryOf(searchParams);
  return notificationSearch.parse({
    ...fieldsOf(query, flowId === undefined),
    ...(await personalOf(ctx, query)),
    flowId,
  });
}

type Personal = Partial<Record<(typeof personalCriteria)[number], string>>;

async function personalOf(ctx: RequestContext, query: Query): Promise<Personal> {
  const kept = query[KEPT] ? await findSearch(ctx, { id: query[KEPT] }) : null;
  return Object.fromEntries(personalCriteria.flatMap((field) => (kept?.[field] ? [[field, kept[field]]] : [])));
}

/** The paging of a search, for the data table. */
export function listingOf(
  search: { page: number; size: number; sort: string; descending: boolean },
  total: number,
  edges: Listing["edges"] = null,
) {
  const { page, size, sort, descending } = search;
  return { page, size, sort, descending, total, edges, sizes: [...pageSizes], countLimit } satisfies Listing;
}

/** A link to a list: `changes` in English, the rest of the query kept. */
export function listUrl(path: string, changes: Partial<Record<keyof typeof keys, string>>, query: Query = {}): string {
  const renamed = Object.entries(keys).flatMap(([field, key]) =>
    field in changes ? [[key, changes[field as keyof typeof keys]]] : [],
  );
  return withQuery(path, query, Object.fromEntries(renamed));
}
