import { indexOf } from "./columns";

/** The merged ranges, at most ten, that hide values of the rows or columns we read. Columns count from 0. */
export function mergedOver(
  ranges: readonly string[],
  rows: { first: number; last: number },
  columns: readonly number[],
): string[] {
  return ranges
    .filter((range) => {
      const [start = "", end = start] = range.replaceAll("$", "").split(":");
      const [top, bottom] = [rowOf(start), rowOf(end)];
      const [left, right] = [indexOf(start), indexOf(end)];
      return top <= rows.last && bottom >= rows.first && columns.some((column) => column >= left && column <= right);
    })
    .slice(0, 10);
}

const rowOf = (address: string) => Number(address.replace(/^[A-Z]+/, ""));
