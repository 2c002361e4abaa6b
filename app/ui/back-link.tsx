"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { filtersOnly, type Query, withQuery } from "./query";

const keyOf = (list: string) => `flussio.list.${list}`;

/** Remembers, for this tab, the query with which a list was last seen. */
export function useRememberedList(list: string, query: Query) {
  const search = JSON.stringify(query);
  useEffect(() => sessionStorage.setItem(keyOf(list), search), [list, search]);
}

/** Torna Elenco, Altra Ricerca: back to a list or to its search as it was left; without JavaScript, to its beginning. */
export function BackLink({ list, search, label }: { list: string; search?: string; label: string }) {
  const [query, setQuery] = useState<Query>({});
  useEffect(() => setQuery(recall(list)), [list]);
  return (
    <Link
      className="btn btn-sm btn-outline-primary"
      href={search ? withQuery(search, filtersOnly(query)) : withQuery(list, query)}
    >
      {label}
    </Link>
  );
}

function recall(list: string): Query {
  const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(list)) ?? "{}");
  if (typeof kept !== "object" || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === "string"));
}
