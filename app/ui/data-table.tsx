"use client";

import "./data-table.css";
import { type ColumnDef, useTable } from "@tanstack/react-table";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useId, useMemo } from "react";
import { useRememberedList } from "./back-link";
import { FilterCell, FilterForm } from "./filter-row";
import { type Listing, shownRows } from "./listing";
import { Pager } from "./pager";
import { filtersOnly, fromStart, pagingKeys, type Query, withQuery } from "./query";
import { Icon } from "./sprite-icon";
import { type ColumnMeta, features } from "./table-features";

type Props<Row extends object> = {
  caption: string;
  columns: ReadonlyArray<ColumnDef<typeof features, Row>>;
  rows: readonly Row[];
  listing: Listing;
  rowId: (row: Row) => string;
  /** Where a double click leads; the first column holds a real link to the same place. */
  rowHref: (row: Row) => string;
  /** The list's address and its query as it is now. */
  path: string;
  query: Query;
  /** Values of the filters under the headings, also those that may not travel in the URL. */
  filters: Query;
  /** Takes the filters instead of a GET of `path`. */
  filterAction?: (form: FormData) => Promise<void>;
  /** What an empty list says without any criteria, and with some. */
  empty: string;
  noMatch: string;
  /** Bottom left: Esporta Excel. */
  children?: ReactNode;
};

/** A list sorted, filtered and paged by the server; all of it works by links and plain forms. */
export function DataTable<Row extends object>({ caption, columns, rows, listing, path, query, ...props }: Props<Row>) {
  const { rowId, rowHref, filters, filterAction, empty, noMatch, children } = props;
  const router = useRouter();
  useRememberedList(path, query);
  const form = useId();
  const label = useId();
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({
    features,
    columns: useMemo(() => [...columns], [columns]),
    data,
    getRowId: rowId,
    manualSorting: true,
    manualPagination: true,
    enableSortingRemoval: false,
    rowCount: listing.total,
    state: {
      sorting: [{ id: listing.sort, desc: listing.descending }],
      pagination: { pageIndex: Math.max(0, listing.page - 1), pageSize: listing.size },
    },
  });
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  const filtered = Object.keys(filtersOnly(query)).length > 0;
  const metaOf = (meta: ColumnMeta | undefined) => meta ?? {};
  const filterable = headers.some(({ column }) => metaOf(column.columnDef.meta).filter);
  const sortable = headers.some(({ column }) => column.columnDef.enableSorting === true);
  /** Holds a control; else the keyboard scrolls the table by taking the focus to it. */
  const reachable = filterable || sortable || rows.length > 0;

  return (
    <div className="data-table">
      {filterable && <FilterForm id={form} path={path} query={query} action={filterAction} filters={filters} />}
      <section className="table-scroll" aria-labelledby={label} tabIndex={reachable ? undefined : 0}>
        <table className="table table-sm table-hover">
          <caption id={label}>{caption}</caption>
          <thead>
            <tr>
              {headers.map((header) => {
                const { column } = header;
                const sorted = column.getIsSorted();
                const sortable = column.columnDef.enableSorting === true;
                const descending = sorted === "asc";
                return (
                  <th
                    key={header.id}
                    scope="col"
                    className={metaOf(column.columnDef.meta).className}
                    aria-sort={sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined}
                  >
                    {sortable ? (
                      <Link
                        className="sort-link"
                        scroll={false}
                        href={withQuery(path, query, {
                          ...fromStart,
                          [pagingKeys.sort]: column.id,
                          [pagingKeys.direction]: descending ? "decrescente" : "crescente",
                        })}
                      >
                        <table.FlexRender header={header} />
                        <span className="visually-hidden">
                          {descending ? ", ordina in modo decrescente" : ", ordina in modo crescente"}
                        </span>
                        <Icon
                          name={sorted === "asc" ? "it-arrow-up-triangle" : "it-arrow-down-triangle"}
                          className={`icon-xs ${sorted ? "" : "unsorted"}`}
                        />
                      </Link>
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </th>
                );
              })}
            </tr>
            {filterable && (
              <tr className="filter-row">
                {headers.map(({ id, column }) => (
                  <td key={id}>
                    <FilterCell form={form} filter={metaOf(column.columnDef.meta).filter} filters={filters} />
                  </td>
                ))}
              </tr>
            )}
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <tr key={row.id} onDoubleClick={() => router.push(rowHref(row.original))}>
                {row.getAllCells().map((cell) => (
                  <td key={cell.id} className={metaOf(cell.column.columnDef.meta).className}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
            {rows.length === 0 && (
              <tr>
                <td colSpan={headers.length} className="empty">
                  {filtered ? noMatch : empty}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </section>
      <div className="table-foot">
        <div className="table-foot-start">{children}</div>
        <Pager path={path} query={query} listing={listing} rows={rows.length} />
        <p className="shown-rows" role="status">
          {shownRows(listing, rows.length)}
        </p>
      </div>
    </div>
  );
}
