/** The query of a list's URL, one value a key. */
export type Query = Record<string, string>;

/** Where a list stands rather than what it shows. */
export const pagingKeys = {
  page: "pagina",
  after: "dopo",
  before: "prima",
  size: "righe",
  sort: "ordine",
  direction: "verso",
} as const;

/** A change of what a list shows leads to its first page. */
export const fromStart = { pagina: undefined, dopo: undefined, prima: undefined };

/** `path` with the query and some of its keys changed; an empty or undefined value takes the key away. */
export function withQuery(path: string, query: Query, changes: Record<string, string | undefined> = {}): string {
  const entries = Object.entries({ ...query, ...changes }).filter(([, value]) => value !== undefined && value !== "");
  const search = new URLSearchParams(entries.map(([key, value]) => [key, value ?? ""])).toString();
  return search === "" ? path : `${path}?${search}`;
}

/** What an export takes of a query: everything but the page. */
export const wholeList = { ...fromStart, righe: undefined };

/** The filters of a query, without page, size and order. */
export function filtersOnly(query: Query): Query {
  const paging: readonly string[] = Object.values(pagingKeys);
  return Object.fromEntries(Object.entries(query).filter(([key]) => !paging.includes(key)));
}
