import { asc, eq, sql } from "drizzle-orm";
import { imports, type SourceColumn } from "@/db/schema/flows";
import { notifications, type OwnCell } from "@/db/schema/notifications";
import type { Context } from "../context";
import { columnNamed, columnOf, keyOf } from "../excel/columns";
import type { ExportColumn, OwnColumn, Row } from "../excel/export";

/** A file that some rows of a flow come from, and its headings in their order. */
export type SourceFile = { id: string; columns: readonly SourceColumn[] };

/** The files of a flow in the order of arrival. */
export const filesOf = ({ db }: Context, flowId: string): Promise<SourceFile[]> =>
  db
    .select({ id: imports.id, columns: imports.columns })
    .from(imports)
    .where(eq(imports.flowId, flowId))
    .orderBy(asc(imports.createdAt), asc(imports.id));

/** What the columns of withOwnColumns need of a row. */
export const ownSelection = {
  importId: sql`${notifications.importId}`.as("importId"),
  own: sql`${notifications.own}`.as("own"),
};

/**
 * The columns of an export in the order of the operator's files: UUID, his columns under his headings, then what
 * FlussIO has to say. Columns of several files with the same heading are one.
 */
export function withOwnColumns(
  columns: readonly ExportColumn[],
  files: readonly SourceFile[],
): (ExportColumn | OwnColumn)[] {
  const known = new Map(columns.flatMap((column) => knownAs(column)));
  const told = new Set(columns.map(({ heading }) => keyOf(heading)));
  const placed = new Map<string, ExportColumn | OwnColumn>();
  const places = new Map<string, Map<string, number>>();
  for (const file of files) {
    const isExport = file.columns.some(({ field }) => field === "id");
    const seen = new Map<string, number>();
    let place = -1;
    for (const { heading, field } of file.columns) {
      const column = field === null ? undefined : known.get(field);
      if (field !== null) {
        if (column && field !== "id" && !placed.has(field)) placed.set(field, { ...column, heading });
        continue;
      }
      place += 1;
      const key = keyOf(heading);
      // A second Oggetto could not be imported again; what an earlier export told of the rows is not his.
      if (columnNamed(heading) || (isExport && told.has(key))) continue;
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      const name = `own ${key || heading} ${nth}`;
      const at = places.get(name) ?? new Map<string, number>();
      at.set(file.id, place);
      places.set(name, at);
      if (!placed.has(name)) placed.set(name, ownColumn(heading, at));
    }
  }
  const id = known.get("id");
  const rest = columns.filter((column) => column !== id && !knownAs(column).some(([field]) => placed.has(field)));
  return [...(id ? [id] : []), ...placed.values(), ...rest];
}

/** The field that an import reads from the column, if any. */
function knownAs(column: ExportColumn): [string, ExportColumn][] {
  const field = columnNamed(column.heading);
  return field && columnOf(field).heading === column.heading ? [[field, column]] : [];
}

const ownColumn = (heading: string, at: ReadonlyMap<string, number>): OwnColumn => ({
  heading,
  width: Math.min(40, Math.max(12, heading.length + 2)),
  kind: "own",
  cell: ({ importId, own }: Row) => {
    const place = at.get(String(importId));
    // Safe because `own` is what an import stored in that column.
    return place === undefined || own === null ? null : ((own as OwnCell[])[place] ?? null);
  },
});
