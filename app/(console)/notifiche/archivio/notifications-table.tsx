"use client";

import Link from "next/link";
import { useMemo } from "react";
import { filterNotifications } from "@/app/filter-notifications";
import { noOutcome } from "@/app/italian/notification-outcome";
import { notificationStateLabels } from "@/app/italian/states";
import { disabledColumn, updatedColumn } from "@/app/ui/audit-columns";
import { useRememberedList } from "@/app/ui/back-link";
import { DataTable } from "@/app/ui/data-table";
import type { Option } from "@/app/ui/field";
import type { Listing } from "@/app/ui/listing";
import { type Query, wholeList, withQuery } from "@/app/ui/query";
import { Icon } from "@/app/ui/sprite-icon";
import { NotificationStateBadge, TrialBadge } from "@/app/ui/state-badge";
import { columnsOf } from "@/app/ui/table-features";
import { notificationStates } from "@/db/states";
import type { NotificationRow } from "@/lib/notifications/list";
import { deliveryOptions } from "../delivery-options";

const path = "/notifiche/archivio";
const hrefOf = (row: NotificationRow) => `/notifiche/${row.id}`;
const column = columnsOf<NotificationRow>();

const columnsWith = (services: readonly Option[]) =>
  column.columns([
    column.accessor("id", {
      header: "UUID",
      enableSorting: false,
      // The first block is enough to tell rows apart; the whole is in the link's title and in the detail.
      cell: ({ row }) => (
        <Link href={hrefOf(row.original)} title={row.original.id}>
          {row.original.id.slice(0, 8)}…
        </Link>
      ),
      meta: { className: "code one-line", filter: { name: "uuid", label: "UUID", type: "text" } },
    }),
    column.accessor("serviceName", {
      header: "Servizio",
      enableSorting: false,
      cell: ({ getValue }) => <span title={getValue()}>{getValue()}</span>,
      meta: { className: "service", filter: { name: "servizio", label: "servizio", options: services } },
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
      enableSorting: false,
      cell: ({ row }) => (
        <>
          <NotificationStateBadge state={row.original.state} reason={row.original.reason} />
          {row.original.trialOf && <TrialBadge />}
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
    column.accessor("deliveryStatus", {
      header: "Stato Consegna",
      enableSorting: false,
      cell: ({ row }) => (
        <>
          {row.original.deliveryStatus}
          {row.original.silent && <small className="quiet"> {noOutcome}</small>}
        </>
      ),
      meta: { filter: { name: "consegna", label: "stato consegna", options: deliveryOptions } },
    }),
    column.accessor("updatedBy", {
      header: "Utente mod.",
      enableSorting: false,
      meta: { filter: { name: "utente", label: "utente", type: "text" } },
    }),
    column.accessor("updatedAt", { ...updatedColumn, enableSorting: true }),
    column.accessor("disabled", disabledColumn),
  ]);

export function NotificationsTable({
  rows,
  services,
  listing,
  query,
  filters,
}: {
  rows: NotificationRow[];
  services: readonly Option[];
  listing: Listing;
  query: Query;
  filters: Query;
}) {
  useRememberedList(path, query);
  const columns = useMemo(() => columnsWith(services), [services]);
  return (
    <DataTable
      caption="Archivio Notifiche"
      columns={columns}
      rows={rows}
      listing={listing}
      rowId={(row) => row.id}
      rowHref={hrefOf}
      path={path}
      query={query}
      filters={filters}
      filterAction={filterNotifications.bind(null, path)}
      noMatch="Nessuna notifica corrisponde alla ricerca. Cambia i filtri o premi Altra Ricerca."
      empty="Non ci sono ancora notifiche: premi Nuovo per inviarne una."
    >
      <a className="btn btn-xs btn-outline-primary" href={withQuery("/notifiche/esporta", query, wholeList)} download>
        <Icon name="it-download" className="icon-xs" /> Esporta Excel
      </a>
    </DataTable>
  );
}
