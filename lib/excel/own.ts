import type { SourceColumn } from "@/db/schema/flows";
import type { OwnCell } from "@/db/schema/notifications";
import type { Cell } from "./cell";
import { keyOf } from "./columns";

export type { OwnCell };

/**
 * The columns of a file that only an export gives back, in the order of their cells. Two files have a column in common
 * when its name is the same, whatever its case and marks; the second of two with one name is another column.
 */
export function ownColumns(columns: readonly SourceColumn[]): { name: string; heading: string }[] {
  const seen = new Map<string, number>();
  return columns
    .filter(({ field }) => field === null)
    .map(({ heading }) => {
      const key = keyOf(heading) || heading;
      const before = seen.get(key) ?? 0;
      seen.set(key, before + 1);
      return { name: `${key} ${before}`, heading };
    });
}

/** Whether a file is an export that comes back. */
export const isExport = (columns: readonly SourceColumn[]) => columns.some(({ field }) => field === "id");

/** The cells of a row that FlussIO does not read, in the order of `places`, for the export; null when all are blank. */
export function ownCells(cells: readonly (Cell | undefined)[], places: readonly number[]): OwnCell[] | null {
  const kept = places.map((place) => ownCell(cells[place]));
  return kept.some((cell) => cell !== null) ? kept : null;
}

function ownCell(cell: Cell | undefined): OwnCell {
  switch (cell?.kind) {
    case "text":
      return cell.text;
    case "number":
      return cell.number;
    case "boolean":
      return cell.boolean;
    case "date":
      return { day: cell.day };
    default:
      return null;
  }
}
