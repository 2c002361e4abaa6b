import "server-only";
import { redirect } from "next/navigation";
import { countLimit, type Page } from "@/lib/page";
import { fromStart, pagingKeys, type Query, withQuery } from "./ui/query";

/** An address beyond the last page of a list leads to the last. */
export function ledToLastPage<Row>(path: string, query: Query, { rows, total, page, size }: Page<Row>): void {
  if (rows.length > 0) return;
  const last = total > countLimit ? -1 : Math.max(1, Math.ceil(total / size));
  if (page === last || (page > 0 && page <= last)) return;
  redirect(withQuery(path, query, { ...fromStart, [pagingKeys.page]: last === 1 ? undefined : String(last) }));
}
