import type { Metadata } from "next";
import Link from "next/link";
import { calendarDay } from "@/app/italian/format";
import { familyLabels } from "@/app/italian/states";
import { ledToLastPage } from "@/app/last-page";
import { listingOf, notificationSearchFrom, queryOf } from "@/app/search-params";
import { requireContext } from "@/app/session";
import { BackLink } from "@/app/ui/back-link";
import { Criteria } from "@/app/ui/criteria";
import { PageTitle } from "@/app/ui/page-title";
import { listNotifications } from "@/lib/notifications/list";
import { listServices } from "@/lib/services/list";
import { NotificationsTable } from "./notifications-table";

export const metadata: Metadata = { title: "Archivio Notifiche" };

/** Archivio Notifiche: all the notifications that the operator may see, single ones included. */
export default async function NotificationArchivePage({ searchParams }: PageProps<"/notifiche/archivio">) {
  const ctx = await requireContext();
  const params = await searchParams;
  const search = await notificationSearchFrom(ctx, params);
  const [page, services] = await Promise.all([listNotifications(ctx, search), listServices(ctx)]);
  const query = queryOf(params);
  ledToLastPage("/notifiche/archivio", query, page);
  const { from, to } = search;
  return (
    <>
      <PageTitle title="Archivio Notifiche" crumbs={[{ label: "Ricerca Notifiche", href: "/notifiche" }]}>
        <div className="row-of-buttons">
          <Link className="btn btn-sm btn-primary" href="/notifiche/nuova">
            Nuovo
          </Link>
          <BackLink list="/notifiche/archivio" search="/notifiche" label="Altra Ricerca" />
        </div>
      </PageTitle>
      <Criteria
        criteria={{
          "Data dal": from && calendarDay(from),
          "Data al": to && calendarDay(to),
          Esito: search.family && familyLabels[search.family],
          Contesto: search.context,
          Chiave: search.key,
        }}
      />
      <NotificationsTable
        rows={page.rows}
        services={services.map(({ id, name }) => ({ value: id, label: name }))}
        listing={listingOf({ ...search, page: page.page }, page.total, page.edges)}
        query={query}
        filters={{
          uuid: search.uuid ?? "",
          servizio: search.serviceId ?? "",
          oggetto: search.subject ?? "",
          cf: search.fiscalCode ?? "",
          stato: search.state ?? "",
          consegna: search.delivery ?? "",
          utente: search.user ?? "",
          dis: search.disabled === undefined ? "" : String(search.disabled),
        }}
      />
    </>
  );
}
