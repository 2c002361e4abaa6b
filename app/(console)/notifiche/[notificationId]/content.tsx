import { amount, calendarDay } from "@/app/italian/format";
import { whyNotNotification } from "@/app/italian/refused-notification-event";
import { Markdown } from "@/app/ui/markdown";
import { PhonePreview } from "@/app/ui/phone-preview";
import { RefusedButton } from "@/app/ui/refused-button";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { splitFrontMatter } from "@/lib/appio/cta";
import type { Actor } from "@/lib/context";
import type { NotificationDetail } from "@/lib/notifications/find";
import { typedBody } from "@/lib/notifications/typed-buttons";
import { contentLabels } from "../content-labels";
import { EditNotification } from "./edit-notification";

/** What the message says and to whom: a form where it may be corrected, else as it is. */
export function Content({ actor, notification }: { actor: Actor; notification: NotificationDetail }) {
  const refused = whyNotNotification(actor, notification, "edit");
  if (!refused) {
    return (
      <EditNotification
        id={notification.id}
        version={notification.version}
        service={notification.service}
        initial={{
          fiscalCode: notification.fiscalCode,
          subject: notification.subject,
          ...typedBody(notification.body),
          dueDate: notification.dueDate ?? "",
          amount: notification.amount === null ? "" : amount(notification.amount),
          noticeNumber: notification.noticeNumber ?? "",
          payableAfterDue: notification.payableAfterDue,
        }}
      />
    );
  }
  const { fiscalCode, subject, body, dueDate, noticeNumber, payableAfterDue, service } = notification;
  return (
    <div className="with-preview">
      <section className="panel" aria-label="Messaggio">
        <StaticFields>
          <StaticField label={contentLabels.fiscalCode} wide>
            <span className="code">{fiscalCode}</span>
          </StaticField>
          <StaticField label={contentLabels.subject} wide>
            {subject}
          </StaticField>
          <StaticField label={contentLabels.body} wide>
            <Markdown>{splitFrontMatter(body).text}</Markdown>
          </StaticField>
          <StaticField label={contentLabels.dueDate}>{dueDate && calendarDay(dueDate)}</StaticField>
          <StaticField label={contentLabels.amount}>{amount(notification.amount ?? 0)}</StaticField>
          <StaticField label={contentLabels.noticeNumber}>
            <span className="code unbroken">{noticeNumber}</span>
          </StaticField>
          <StaticField label={contentLabels.payableAfterDue}>{payableAfterDue ? "Sì" : "No"}</StaticField>
        </StaticFields>
        <div className="row-of-buttons">
          <RefusedButton label="Aggiorna" reason={refused} />
        </div>
      </section>
      <PhonePreview
        message={{ ...notification, organizationName: service.organizationName, serviceName: service.name }}
      />
    </div>
  );
}
