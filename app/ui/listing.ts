import { number } from "../italian/format";

/** Where a list stands: page counted from 1, `total` exact up to `countLimit`. */
export type Listing = {
  page: number;
  size: number;
  total: number;
  sort: string;
  descending: boolean;
  sizes: readonly number[];
  countLimit: number;
};

/** Visualizzati 1 - 20 di 132 */
export function shownRows({ page, size, total, countLimit }: Listing, rows: number): string {
  if (rows === 0) return "Nessun risultato";
  const first = (page - 1) * size + 1;
  return `Visualizzati ${number(first)} - ${number(first + rows - 1)} di ${totalOf(total, countLimit)}`;
}

/** Pages, or null when the total is beyond what is counted. */
export const pagesOf = ({ size, total, countLimit }: Listing): number | null =>
  total > countLimit ? null : Math.max(1, Math.ceil(total / size));

const totalOf = (total: number, limit: number) => (total > limit ? `oltre ${number(limit)}` : number(total));
