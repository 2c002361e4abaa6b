import type { Metadata } from "next";
import { found } from "@/app/found";
import { whyNot } from "@/app/italian/refused-event";
import { toDecide, uncertainMeaning, uncertainTitle } from "@/app/italian/uncertain";
import { ledToLastPage } from "@/app/last-page";
import { listingOf, notificationSearchFrom, queryOf } from "@/app/search-params";
import { requireContext } from "@/app/session";
import { PageTitle } from "@/app/ui/page-title";
import { findFlow } from "@/lib/flows/find";
import { can } from "@/lib/flows/state";
import { listNotifications } from "@/lib/notifications/list";
import { KeepDialog } from "../keep-dialog";
import { UncertainTable } from "./uncertain-table";

export const metadata: Metadata = { title: "Esiti incerti" };

/** What Esito incerto means, and the notifications of a flow on which somebody has to decide. */
export default async function UncertainPage({ params, searchParams }: PageProps<"/flussi/[flowId]/incerte">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const path = `/flussi/${flow.id}/incerte`;
  const query = queryOf(await searchParams);
  const asked = await notificationSearchFrom(ctx, await searchParams, flow.id);
  const { page, after, before, size, sort, descending } = asked;
  const search = { flowId: flow.id, undecided: true, disabled: false, page, after, before, size, sort, descending };
  const list = await listNotifications(ctx, search);
  ledToLastPage(path, query, list);
  const undecided = can(flow.state, "decide") ? flow.counts.undecided : 0;
  return (
    <>
      <PageTitle
        title={uncertainTitle}
        crumbs={[
          { label: "Gestione Flussi", href: "/flussi" },
          { label: "Archivio Flussi", href: "/flussi/archivio" },
          { label: "Flusso", href: `/flussi/${flow.id}` },
        ]}
      />
      <section className="panel" aria-labelledby="che-cosa">
        <h2 id="che-cosa">Non si può sapere se questi messaggi sono arrivati</h2>
        {uncertainMeaning.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p>
          <strong>{toDecide(flow.counts.undecided)}</strong>
        </p>
        <KeepDialog
          flowId={flow.id}
          version={flow.version}
          count={undecided}
          refused={whyNot(ctx.actor, flow, { permission: "send", events: ["decide"] })}
        />
      </section>
      <UncertainTable
        path={path}
        rows={list.rows}
        listing={listingOf({ ...search, page: list.page }, list.total, list.edges)}
        query={query}
      />
    </>
  );
}
