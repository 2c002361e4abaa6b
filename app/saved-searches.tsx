import type { ReactNode } from "react";
import { listSearches } from "@/lib/searches/list";
import { NAME_LENGTH, type SearchScreen } from "@/lib/searches/screens";
import { SAVED, savedHref, searchPages } from "./search-pages";
import { deleteSearchOf, saveSearchOf } from "./searches";
import type { RequestContext } from "./session";
import type { Query } from "./ui/query";
import { SearchForm } from "./ui/search-form";

/** A search with the searches that the operator has saved on its screen. */
export async function SavedSearches({
  screen,
  ctx,
  query,
  label,
  list,
  children,
}: {
  screen: SearchScreen;
  ctx: RequestContext;
  query: Query;
  label: string;
  /** Elenca. */
  list: (form: FormData) => Promise<void>;
  /** The fields. */
  children: ReactNode;
}) {
  const searches = await listSearches(ctx, { screen });
  return (
    <SearchForm
      // Other criteria, other fields.
      key={JSON.stringify(query)}
      screen={screen}
      path={searchPages[screen].search}
      label={label}
      list={list}
      save={saveSearchOf}
      remove={deleteSearchOf}
      searches={searches.map(({ name, ...search }) => ({ id: search.id, name, href: savedHref(screen, search) }))}
      saved={query[SAVED] !== undefined}
      nameLength={NAME_LENGTH}
    >
      {children}
    </SearchForm>
  );
}
