import { number } from "../italian/format";

/**
 * Where a list stands: page counted from 1, `total` exact up to `countLimit`. Beyond it pages may be counted from the end,
 * -1 being the last, and `edges` are the cursors of the first and of the last row.
 */
export type Listing = {
  page: number;
  size: number;
  total: number;
  sort: string;
  descending: boolean;
  sizes: readonly number[];
  countLimit: number;
  edges: { first: string; last: string } | null;
};

/** Visualizzati 1 - 20 di 132; from the end, where nobody has counted: Visualizzati gli ultimi 20 di oltre 10.000 */
export function shownRows({ page, size, total, countLimit }: Listing, rows: number): string {
  if (rows === 0) return "Nessun risultato";
  if (page === -1) return `Visualizzati gli ultimi ${number(rows)} di ${totalOf(total, countLimit)}`;
  if (page < 0) return `Visualizzati ${number(rows)} di ${totalOf(total, countLimit)}`;
  const first = (page - 1) * size + 1;
  return `Visualizzati ${number(first)} - ${number(first + rows - 1)} di ${totalOf(total, countLimit)}`;
}

/** Pages, or null when the total is beyond what is counted. */
export const pagesOf = ({ size, total, countLimit }: Listing): number | null =>
  total > countLimit ? null : Math.max(1, Math.ceil(total / size));

/** Pagina 1 di 7; beyond what is counted, Pagina 1, Ultima pagina, Pagina 2 dalla fine. */
export function pageName(listing: Listing): string {
  const pages = pagesOf(listing);
  if (listing.page === -1) return "Ultima pagina";
  if (listing.page < 0) return `Pagina ${number(-listing.page)} dalla fine`;
  return `Pagina ${number(listing.page)}${pages === null ? "" : ` di ${number(pages)}`}`;
}

const totalOf = (total: number, limit: number) => (total > limit ? `oltre ${number(limit)}` : number(total));
