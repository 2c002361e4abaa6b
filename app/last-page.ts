import "server-only";
import { redirect } from "next/navigation";
import { countLimit, type Page } from "@/lib/page";
import { pagingKeys, type Query, withQuery } from "./ui/query";

/** An address beyond the last page of a list leads to the last; beyond what is counted, to the last counted. */
export function ledToLastPage<Row>(path: string, query: Query, { rows, total, page, size }: Page<Row>): void {
  const last = Math.max(1, Math.ceil(Math.min(total, countLimit) / size));
  if (rows.length > 0 || page <= last) return;
  redirect(withQuery(path, query, { [pagingKeys.page]: last === 1 ? undefined : String(last) }));
}
