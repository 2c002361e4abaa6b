import type { Metadata } from "next";
import { found } from "@/app/found";
import { duplicated } from "@/app/italian/duplicate";
import { noOutcome } from "@/app/italian/notification-outcome";
import { whyNot } from "@/app/italian/refused-event";
import { familyLabels } from "@/app/italian/states";
import { ledToLastPage } from "@/app/last-page";
import { listingOf, notificationSearchFrom, queryOf } from "@/app/search-params";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { AnswerPlace } from "@/app/ui/answer-place";
import { AuditBlock } from "@/app/ui/audit-block";
import { BackLink } from "@/app/ui/back-link";
import { Criteria } from "@/app/ui/criteria";
import { PageTitle } from "@/app/ui/page-title";
import { findFlow } from "@/lib/flows/find";
import { flowProgress } from "@/lib/flows/progress";
import { listNotifications } from "@/lib/notifications/list";
import { ApprovalNotice } from "./approval-notice";
import { COPIED } from "./copied";
import { FlowActions } from "./flow-actions";
import { FlowDetails } from "./flow-details";
import { FlowErrorField } from "./flow-error-field";
import { FlowText } from "./flow-text";
import { ImportLinks } from "./import-links";
import { NotificationsTable } from "./notifications-table";
import { Outcomes } from "./outcomes";
import { Progress } from "./progress";
import { ScheduleNotice } from "./schedule-notice";

export async function generateMetadata({ params }: PageProps<"/flussi/[flowId]">): Promise<Metadata> {
  return { title: `Flusso ${(await params).flowId.slice(0, 8)}` };
}

export default async function FlowPage({ params, searchParams }: PageProps<"/flussi/[flowId]">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const { [COPIED]: copied, ...query } = queryOf(await searchParams);
  const search = await notificationSearchFrom(ctx, await searchParams, flow.id);
  const [progress, page] = await Promise.all([flowProgress(ctx, flow.id, flow.counts), listNotifications(ctx, search)]);
  ledToLastPage(`/flussi/${flow.id}`, query, page);
  const checked = flow.reachRequestedAt !== null;
  return (
    <>
      <PageTitle
        title={flow.note ? `Flusso · ${flow.note}` : "Flusso"}
        crumbs={[
          { label: "Gestione Flussi", href: "/flussi" },
          { label: "Archivio Flussi", href: "/flussi/archivio" },
        ]}
      >
        <div className="row-of-buttons">
          <BackLink list="/flussi/archivio" search="/flussi" label="Altra Ricerca" />
          <BackLink list="/flussi/archivio" label="Torna Elenco" />
        </div>
      </PageTitle>
      {copied && (
        <Alert tone="success" live>
          <p>{duplicated}</p>
        </Alert>
      )}
      <FlowErrorField flow={flow} />
      <AnswerPlace>
        <ApprovalNotice ctx={ctx} flow={flow} />
        <ScheduleNotice ctx={ctx} flow={flow} />
      </AnswerPlace>
      <Progress
        flowId={flow.id}
        initial={progress}
        stopRefused={whyNot(ctx.actor, flow, { permission: "send", events: ["stop"], evenDisabled: true })}
        stopVerifyRefused={whyNot(ctx.actor, flow, { permission: "send", events: ["verify"] })}
      />
      <div className="record">
        <div>
          <FlowDetails ctx={ctx} flow={flow} />
          <Outcomes actor={ctx.actor} flow={flow} />
        </div>
        <div className="record-side">
          <FlowActions actor={ctx.actor} flow={flow} progress={progress} />
          <FlowText ctx={ctx} flow={flow} />
          <ImportLinks actor={ctx.actor} flow={flow} />
        </div>
      </div>
      <Criteria criteria={{ Esito: search.silent ? noOutcome : search.family && familyLabels[search.family] }} />
      <NotificationsTable
        flowId={flow.id}
        checked={checked}
        rows={page.rows}
        listing={listingOf({ ...search, page: page.page }, page.total, page.edges)}
        query={query}
        filters={{
          uuid: search.uuid ?? "",
          oggetto: search.subject ?? "",
          cf: search.fiscalCode ?? "",
          stato: search.state ?? "",
          ...(checked ? { raggiungibilita: search.reachability ?? "" } : {}),
          utente: search.user ?? "",
          dis: search.disabled === undefined ? "" : String(search.disabled),
        }}
      />
      <AuditBlock updatedAt={flow.updatedAt} updatedBy={flow.updatedBy} />
    </>
  );
}
