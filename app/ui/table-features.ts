import {
  createColumnHelper,
  metaHelper,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import type { Option } from "./field";

/** What a column says of itself besides its cells. */
export type ColumnMeta = {
  /** The filter under the heading; `name` is the key of the URL or of the kept search. */
  filter?:
    | { name: string; label: string; type: "text" | "date" | "number" }
    | { name: string; label: string; options: readonly Option[] };
  className?: string;
};

/** Sorting and paging are the server's: no row model is registered. */
export const features = tableFeatures({
  rowSortingFeature,
  rowPaginationFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

/** Columns of a data table; a column with `enableSorting` has as id the name that the server sorts by. */
export const columnsOf = <Row extends object>() => createColumnHelper<typeof features, Row>();
