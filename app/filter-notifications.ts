"use server";

import { redirect } from "next/navigation";
import { findSearch } from "@/lib/searches/find";
import { keepSearch } from "@/lib/searches/keep";
import { safeReturn } from "./accesso/safe-return";
import { filterKeys, KEPT, personalFields } from "./search-params";
import { type RequestContext, requireContext } from "./session";
import { fromStart, pagingKeys, withQuery } from "./ui/query";

const carried: ReadonlySet<string> = new Set(Object.values(pagingKeys));

/**
 * Filters a list of notifications. Fiscal code and object may not travel in a URL: they are kept on the server and the
 * address carries the id of the search. Only what a list knows travels: not the name that a search is being saved under.
 */
export async function filterNotifications(path: string, form: FormData): Promise<void> {
  const ctx = await requireContext();
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).trim()]));
  const personal = Object.entries(personalFields).flatMap(([name, field]) =>
    typed[name] ? [[field, typed[name].slice(0, 200)]] : [],
  );
  const plain = Object.entries(typed).filter(([name]) => filterKeys.has(name) || carried.has(name));
  const kept = personal.length > 0 ? await keep(ctx, Object.fromEntries(personal), typed[KEPT]) : undefined;
  redirect(withQuery(safeReturn(path), Object.fromEntries(plain), { [KEPT]: kept, ...fromStart }));
}

/** The id of a kept search with these criteria: the present one when it says the same. */
async function keep(ctx: RequestContext, criteria: Record<string, string>, present: string | undefined) {
  const same = present ? await findSearch(ctx, { id: present }) : null;
  if (present && same && Object.values(personalFields).every((field) => same[field] === criteria[field]))
    return present;
  return (await keepSearch(ctx, { screen: "notifications", criteria })).id;
}
