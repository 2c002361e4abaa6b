import { personalCriteria } from "@/lib/notifications/search";
import type { NamedSearch } from "@/lib/searches/list";
import type { Criteria, SearchScreen } from "@/lib/searches/screens";
import { filterKeys, KEPT, personalFields } from "./search-params";
import { type Query, withQuery } from "./ui/query";

/** Where a search is filled in, and where its list is. */
export const searchPages = {
  flows: { search: "/flussi", list: "/flussi/archivio" },
  notifications: { search: "/notifiche", list: "/notifiche/archivio" },
} as const satisfies Record<SearchScreen, { search: string; list: string }>;

/** Says on the page of a search that it has just been saved. */
export const SAVED = "salvata";

/** The filters among what a form sent that may travel in a URL. */
export const plainOf = (typed: Query): Query =>
  Object.fromEntries(Object.entries(typed).filter(([name, value]) => filterKeys.has(name) && value.trim() !== ""));

/** What a form sent, as it is kept: personal criteria under the names of their fields. */
export function criteriaOf(typed: Query): Criteria {
  const personal = Object.entries(personalFields).flatMap(([control, field]) => {
    const value = typed[control]?.trim().slice(0, 200);
    return value ? [[field, value]] : [];
  });
  return { ...plainOf(typed), ...Object.fromEntries(personal) };
}

/** The page of a search with the fields of a named one; personal criteria come by its id. */
export function savedHref(screen: SearchScreen, { id, criteria }: Omit<NamedSearch, "name">, also: Query = {}): string {
  const personal = personalCriteria.some((field) => criteria[field]);
  return withQuery(searchPages[screen].search, plainOf(criteria), { [KEPT]: personal ? id : undefined, ...also });
}
