"use client";

import Link from "next/link";
import { filterNotifications } from "@/app/filter-notifications";
import { noOutcome } from "@/app/italian/notification-outcome";
import { reachabilityLabels } from "@/app/italian/reachability";
import { notificationStateLabels } from "@/app/italian/states";
import { disabledColumn, updatedColumn } from "@/app/ui/audit-columns";
import { DataTable } from "@/app/ui/data-table";
import type { Listing } from "@/app/ui/listing";
import { type Query, wholeList, withQuery } from "@/app/ui/query";
import { Icon } from "@/app/ui/sprite-icon";
import { NotificationStateBadge } from "@/app/ui/state-badge";
import { columnsOf } from "@/app/ui/table-features";
import { notificationStates, reachabilities } from "@/db/states";
import type { NotificationRow } from "@/lib/notifications/list";

const hrefOf = (row: NotificationRow) => `/notifiche/${row.id}`;
const column = columnsOf<NotificationRow>();

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
  column.accessor("subject", {
    header: "Oggetto",
    enableSorting: false,
    meta: { className: "long", filter: { name: "oggetto", label: "oggetto", type: "text" } },
  }),
  column.accessor("fiscalCode", {
    header: "C.F. Dest.",
    enableSorting: false,
    meta: {
      className: "code one-line",
      filter: { name: "cf", label: "codice fiscale del destinatario", type: "text" },
    },
  }),
  column.accessor("state", {
    header: "Stato",
    enableSorting: true,
    cell: ({ row }) => (
      <>
        <NotificationStateBadge state={row.original.state} reason={row.original.reason} />
        {row.original.silent && <small className="quiet"> {noOutcome}</small>}
      </>
    ),
    meta: {
      filter: {
        name: "stato",
        label: "stato",
        options: notificationStates.map((state) => ({ value: state, label: notificationStateLabels[state] })),
      },
    },
  }),
  column.accessor("reachability", {
    header: "Raggiungibilità",
    enableSorting: false,
    cell: ({ getValue }) => {
      const found = getValue();
      return found && reachabilityLabels[found];
    },
    meta: {
      filter: {
        name: "raggiungibilita",
        label: "raggiungibilità",
        options: [
          { value: "unreachable", label: "Non può ricevere" },
          ...reachabilities.map((found) => ({ value: found, label: reachabilityLabels[found] })),
        ],
      },
    },
  }),
  column.accessor("updatedBy", {
    header: "Utente mod.",
    enableSorting: false,
    meta: { filter: { name: "utente", label: "utente", type: "text" } },
  }),
  column.accessor("updatedAt", { ...updatedColumn, enableSorting: false }),
  column.accessor("disabled", disabledColumn),
]);

/** Without a check of who can receive. */
const uncheckedColumns = columns.filter((one) => !("accessorKey" in one) || one.accessorKey !== "reachability");

/** Archivio Notifiche of one flow. */
export function NotificationsTable({
  flowId,
  checked,
  rows,
  listing,
  query,
  filters,
}: {
  flowId: string;
  /** Somebody asked who can receive, and no edit has voided it. */
  checked: boolean;
  rows: NotificationRow[];
  listing: Listing;
  query: Query;
  filters: Query;
}) {
  const path = `/flussi/${flowId}`;
  return (
    <DataTable
      caption="Archivio Notifiche"
      columns={checked ? columns : uncheckedColumns}
      rows={rows}
      listing={listing}
      rowId={(row) => row.id}
      rowHref={hrefOf}
      path={path}
      query={query}
      filters={filters}
      filterAction={filterNotifications.bind(null, path)}
      noMatch="Nessuna notifica di questo flusso corrisponde ai filtri. Cambiali o toglili."
      empty="Il flusso non ha ancora notifiche: importa un file Excel."
    >
      <a className="btn btn-xs btn-outline-primary" href={withQuery(`${path}/esporta`, query, wholeList)} download>
        <Icon name="it-download" className="icon-xs" /> Esporta Excel
      </a>
    </DataTable>
  );
}
