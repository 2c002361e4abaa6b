"use client";

import Link from "next/link";
import { day, hour, hourWithSeconds, number } from "@/app/italian/format";
import { flowStateLabels } from "@/app/italian/states";
import { disabledColumn, updatedColumn } from "@/app/ui/audit-columns";
import { DataTable } from "@/app/ui/data-table";
import type { Listing } from "@/app/ui/listing";
import { type Query, wholeList, withQuery } from "@/app/ui/query";
import { Icon } from "@/app/ui/sprite-icon";
import { ApprovalBadge, FlowStateBadge, ScheduledBadge } from "@/app/ui/state-badge";
import { type ColumnMeta, columnsOf } from "@/app/ui/table-features";
import { flowStates } from "@/db/states";
import type { FlowRow } from "@/lib/flows/list";

const hrefOf = (row: FlowRow) => `/flussi/${row.id}`;
const column = columnsOf<FlowRow>();

const scheduledFilter: ColumnMeta["filter"] = {
  name: "programmato",
  label: "programmati",
  options: [
    { value: "true", label: "Sì" },
    { value: "false", label: "No" },
  ],
};

const columns = column.columns([
  column.accessor("id", {
    header: "UUID",
    enableSorting: false,
    cell: ({ row }) => (
      <Link href={hrefOf(row.original)} title={row.original.id}>
        {row.original.id}
      </Link>
    ),
    meta: { className: "code one-line uuid", filter: { name: "uuid", label: "UUID", type: "text" } },
  }),
  column.accessor("createdAt", {
    id: "created",
    header: "Data",
    enableSorting: true,
    cell: ({ getValue }) => day(getValue()),
    meta: { className: "one-line", filter: { name: "dal", label: "data", type: "date" } },
  }),
  column.display({ id: "hour", header: "Ora", cell: ({ row }) => hourWithSeconds(row.original.createdAt) }),
  column.accessor("state", {
    header: "Stato",
    enableSorting: true,
    cell: ({ row }) => (
      <>
        <FlowStateBadge state={row.original.state} />
        {row.original.scheduledAt && (
          <ScheduledBadge fault={row.original.scheduleFault ?? (row.original.missed ? "late" : null)} />
        )}
        {row.original.awaitsApproval && <ApprovalBadge />}
      </>
    ),
    meta: {
      filter: {
        name: "stato",
        label: "stato",
        options: flowStates.map((state) => ({ value: state, label: flowStateLabels[state] })),
      },
    },
  }),
  column.accessor("scheduledAt", {
    id: "scheduled",
    header: "Programmato",
    enableSorting: false,
    cell: ({ getValue }) => {
      const at = getValue();
      return at && `${day(at)} ${hour(at)}`;
    },
    meta: { className: "one-line", filter: scheduledFilter },
  }),
  column.accessor("note", {
    header: "Note",
    enableSorting: true,
    meta: { className: "long", filter: { name: "note", label: "note", type: "text" } },
  }),
  column.accessor("messages", {
    header: "Messaggi",
    enableSorting: false,
    cell: ({ getValue }) => number(getValue()),
    meta: { className: "number" },
  }),
  column.accessor("updatedBy", {
    header: "Utente mod.",
    enableSorting: false,
    meta: { filter: { name: "utente", label: "utente", type: "text" } },
  }),
  column.accessor("updatedAt", { ...updatedColumn, enableSorting: true }),
  column.accessor("disabled", disabledColumn),
]);

export function FlowsTable({
  rows,
  listing,
  query,
  filters,
}: {
  rows: FlowRow[];
  listing: Listing;
  query: Query;
  filters: Query;
}) {
  return (
    <DataTable
      caption="Archivio Flussi"
      columns={columns}
      rows={rows}
      listing={listing}
      rowId={(row) => row.id}
      rowHref={hrefOf}
      path="/flussi/archivio"
      query={query}
      filters={filters}
      noMatch="Nessun flusso corrisponde alla ricerca. Cambia i filtri o premi Altra Ricerca."
      empty="Non ci sono ancora flussi: premi Nuovo per preparare il primo."
    >
      <a className="btn btn-xs btn-outline-primary" href={withQuery("/flussi/esporta", query, wholeList)} download>
        <Icon name="it-download" className="icon-xs" /> Esporta Excel
      </a>
    </DataTable>
  );
}
