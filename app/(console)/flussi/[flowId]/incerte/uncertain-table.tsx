"use client";

import Link from "next/link";
import { toDecide } from "@/app/italian/uncertain";
import { updatedColumn } from "@/app/ui/audit-columns";
import { DataTable } from "@/app/ui/data-table";
import type { Listing } from "@/app/ui/listing";
import type { Query } from "@/app/ui/query";
import { columnsOf } from "@/app/ui/table-features";
import type { NotificationRow } from "@/lib/notifications/list";

const hrefOf = ({ id }: NotificationRow) => `/notifiche/${id}`;
const column = columnsOf<NotificationRow>();

const columns = column.columns([
  column.accessor("fiscalCode", {
    header: "C.F. Dest.",
    enableSorting: false,
    cell: ({ row }) => <Link href={hrefOf(row.original)}>{row.original.fiscalCode}</Link>,
    meta: { className: "code one-line" },
  }),
  column.accessor("subject", { header: "Oggetto", enableSorting: false, meta: { className: "long" } }),
  column.accessor("updatedAt", { ...updatedColumn, enableSorting: false }),
]);

/** Notifications that wait for a decision; each leads to its page, where it is taken. */
export function UncertainTable(props: { path: string; rows: NotificationRow[]; listing: Listing; query: Query }) {
  return (
    <DataTable
      {...props}
      caption="Notifiche da decidere"
      columns={columns}
      rowId={({ id }) => id}
      rowHref={hrefOf}
      filters={{}}
      noMatch={toDecide(0)}
      empty={toDecide(0)}
    />
  );
}
