"use client";

import Link from "next/link";
import { duplicateTitles, leftOn, noDuplicates } from "@/app/italian/duplicates";
import { number } from "@/app/italian/format";
import { DataTable } from "@/app/ui/data-table";
import type { Listing } from "@/app/ui/listing";
import { type Query, withQuery } from "@/app/ui/query";
import { Icon } from "@/app/ui/sprite-icon";
import { NotificationStateBadge } from "@/app/ui/state-badge";
import { columnsOf } from "@/app/ui/table-features";
import type { DuplicateKind } from "@/lib/flows/duplicate-kinds";
import type { DuplicateRow } from "@/lib/flows/duplicates";
import { kindWords } from "./kind";

const column = columnsOf<DuplicateRow>();

const columns = column.columns([
  column.accessor("fiscalCode", {
    header: "C.F. Dest.",
    enableSorting: false,
    cell: ({ row }) => <Link href={`/notifiche/${row.original.id}`}>{row.original.fiscalCode}</Link>,
    meta: { className: "code one-line" },
  }),
  column.accessor("importRow", {
    header: "Riga del file",
    enableSorting: false,
    cell: ({ getValue }) => {
      const row = getValue();
      return row === null ? null : number(row);
    },
  }),
  column.accessor("noticeNumber", {
    header: "Numero avviso",
    enableSorting: false,
    meta: { className: "code one-line" },
  }),
  column.accessor("subject", { header: "Oggetto", enableSorting: false, meta: { className: "long" } }),
  column.accessor("otherId", {
    header: "Ripete la notifica",
    enableSorting: false,
    cell: ({ row }) => <Link href={`/notifiche/${row.original.otherId}`}>{row.original.otherId.slice(0, 8)}</Link>,
    meta: { className: "code one-line" },
  }),
  column.accessor("otherFlowId", {
    header: "Del flusso",
    enableSorting: false,
    cell: ({ row }) => <OtherFlow row={row.original} />,
  }),
  column.accessor("otherService", { header: "Servizio", enableSorting: false }),
  column.accessor("otherSentAt", {
    header: "Inviata",
    enableSorting: false,
    cell: ({ getValue }) => leftOn(getValue()),
  }),
  column.accessor("otherState", {
    header: "Stato",
    enableSorting: false,
    cell: ({ row }) => <NotificationStateBadge state={row.original.otherState} reason={row.original.otherReason} />,
  }),
]);

function OtherFlow({ row: { sameFlow, otherFlowId, otherFlowNote } }: { row: DuplicateRow }) {
  if (sameFlow) return "questo flusso";
  if (!otherFlowId) return "notifica singola";
  return <Link href={`/flussi/${otherFlowId}`}>{otherFlowNote || otherFlowId.slice(0, 8)}</Link>;
}

export function DuplicatesTable({
  path,
  kind,
  rows,
  listing,
  query,
}: {
  path: string;
  kind: DuplicateKind;
  rows: DuplicateRow[];
  listing: Listing;
  query: Query;
}) {
  return (
    <DataTable
      caption={duplicateTitles[kind]}
      columns={columns}
      rows={rows}
      listing={listing}
      rowId={({ id, otherId }) => `${id} ${otherId}`}
      rowHref={({ id }) => `/notifiche/${id}`}
      path={path}
      query={query}
      filters={{}}
      noMatch={noDuplicates[kind]}
      empty={noDuplicates[kind]}
    >
      <a
        className="btn btn-xs btn-outline-primary"
        href={withQuery(`${path}/esporta`, { tipo: kindWords[kind] })}
        download
      >
        <Icon name="it-download" className="icon-xs" /> Esporta Excel
      </a>
    </DataTable>
  );
}
