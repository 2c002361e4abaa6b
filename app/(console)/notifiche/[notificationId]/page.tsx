import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { whyNotNotification } from "@/app/italian/refused-notification-event";
import { requireContext } from "@/app/session";
import { AuditBlock } from "@/app/ui/audit-block";
import { BackLink } from "@/app/ui/back-link";
import { PageTitle } from "@/app/ui/page-title";
import { findNotification } from "@/lib/notifications/find";
import { ScheduleAtRisk } from "../../flussi/schedule-at-risk";
import { noticeOf } from "../notice";
import { Content } from "./content";
import { Delivery } from "./delivery";
import { Facts } from "./facts";
import { NoticeAlert } from "./notice-alert";
import { NotificationActions } from "./notification-actions";
import { OutcomeAlert } from "./outcome-alert";
import { SendMessage } from "./send-message";
import { Timeline } from "./timeline";
import { Transmission } from "./transmission";

export const metadata: Metadata = { title: "Notifica" };

export default async function NotificationPage({ params, searchParams }: PageProps<"/notifiche/[notificationId]">) {
  const ctx = await requireContext();
  const { notificationId } = await params;
  const notification = await found(notificationId, (id) => findNotification(ctx, id));
  const notice = noticeOf(await searchParams, { ...notification, serviceName: notification.service.name });
  const { actor } = ctx;
  return (
    <>
      <PageTitle
        title="Notifica"
        crumbs={[
          { label: "Ricerca Notifiche", href: "/notifiche" },
          { label: "Archivio Notifiche", href: "/notifiche/archivio" },
        ]}
      >
        <div className="row-of-buttons">
          <BackLink list="/notifiche/archivio" search="/notifiche" label="Altra Ricerca" />
          <BackLink list="/notifiche/archivio" label="Torna Elenco" />
          {notification.flow && (
            <Link className="btn btn-sm btn-outline-primary" href={`/flussi/${notification.flow.id}`}>
              Torna al flusso
            </Link>
          )}
          <SendMessage actor={actor} notification={notification} />
        </div>
      </PageTitle>
      {notice && <NoticeAlert key={notification.version} notice={notice} />}
      {!notice?.outcome && <OutcomeAlert actor={actor} notification={notification} />}
      <ScheduleAtRisk
        scheduledAt={notification.flow?.scheduledAt}
        edited="notification"
        now={ctx.now}
        refused={whyNotNotification(actor, notification, "disable")}
      />
      <Facts actor={actor} notification={notification} />
      <Content actor={actor} notification={notification} />
      <div className="side-by-side">
        <Transmission notification={notification} />
        <Delivery notification={notification} />
      </div>
      <NotificationActions actor={actor} notification={notification} />
      <Timeline attempts={notification.timeline} />
      <AuditBlock updatedAt={notification.updatedAt} updatedBy={notification.updatedBy} />
    </>
  );
}
