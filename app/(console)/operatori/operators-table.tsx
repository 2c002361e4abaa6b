"use client";

import Link from "next/link";
import { number, stamp } from "@/app/italian/format";
import { disabledColumn, updatedColumn } from "@/app/ui/audit-columns";
import { DataTable } from "@/app/ui/data-table";
import type { Option } from "@/app/ui/field";
import type { Listing } from "@/app/ui/listing";
import type { Query } from "@/app/ui/query";
import { columnsOf } from "@/app/ui/table-features";
import type { OperatorRow } from "@/lib/operators/list";

const hrefOf = (row: OperatorRow) => `/operatori/${row.id}`;
const column = columnsOf<OperatorRow>();

const columnsWith = (roles: readonly Option[]) =>
  column.columns([
    column.accessor("username", {
      header: "Nome utente",
      enableSorting: true,
      cell: ({ row }) => <Link href={hrefOf(row.original)}>{row.original.username}</Link>,
      meta: { className: "one-line", filter: { name: "utente", label: "nome utente", type: "text" } },
    }),
    column.accessor("name", {
      header: "Nome e cognome",
      enableSorting: true,
      meta: { filter: { name: "nome", label: "nome e cognome", type: "text" } },
    }),
    column.accessor("roles", {
      header: "Ruoli",
      enableSorting: false,
      cell: ({ getValue }) => getValue().join(", ") || "Nessun ruolo",
      meta: { filter: { name: "ruolo", label: "ruolo", options: roles } },
    }),
    column.accessor("lastAccess", {
      id: "access",
      header: "Ultimo accesso",
      enableSorting: true,
      cell: ({ getValue }) => {
        const at = getValue();
        return at ? stamp(at) : "Mai";
      },
      meta: { className: "one-line" },
    }),
    column.accessor("openSessions", {
      header: "Sessioni aperte",
      enableSorting: false,
      cell: ({ getValue }) => number(getValue() ?? 0),
      meta: { className: "number" },
    }),
    column.accessor("updatedBy", { header: "Utente mod.", enableSorting: false }),
    column.accessor("updatedAt", { ...updatedColumn, enableSorting: true }),
    column.accessor("disabled", disabledColumn),
  ]);

export function OperatorsTable({
  rows,
  listing,
  query,
  filters,
  roles,
}: {
  rows: OperatorRow[];
  listing: Listing;
  query: Query;
  filters: Query;
  roles: readonly Option[];
}) {
  return (
    <DataTable
      caption="Operatori"
      columns={columnsWith(roles)}
      rows={rows}
      listing={listing}
      rowId={(row) => row.id}
      rowHref={hrefOf}
      path="/operatori"
      query={query}
      filters={filters}
      noMatch="Nessun operatore corrisponde ai filtri. Cambia i filtri sotto le intestazioni."
      empty="Non ci sono ancora operatori: premi Nuovo per aggiungere il primo."
    />
  );
}
