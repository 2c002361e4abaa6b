import type { OwnCell } from "@/db/schema/notifications";
import type { Cell } from "./cell";

export type { OwnCell };

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
