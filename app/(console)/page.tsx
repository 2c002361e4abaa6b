import "./dashboard.css";
import type { Metadata } from "next";
import Link from "next/link";
import { findFlow } from "@/lib/flows/find";
import { listFlows } from "@/lib/flows/list";
import { flowProgress } from "@/lib/flows/progress";
import { flowSearch } from "@/lib/flows/search";
import { listNotifications } from "@/lib/notifications/list";
import { notificationSearch } from "@/lib/notifications/search";
import { requireContext } from "../session";
import { PageTitle } from "../ui/page-title";
import { NeedsAttention, needsAttention } from "./needs-attention";
import { RecentFlows } from "./recent-flows";
import { RunningFlows } from "./running-flows";
import { UncertainLink } from "./uncertain-link";

export const metadata: Metadata = { title: "Cruscotto" };

/** Cruscotto: what is being sent, what waits for somebody, what was done last. */
export default async function DashboardPage() {
  const ctx = await requireContext();
  const [sending, incomplete, recent, uncertain] = await Promise.all([
    listFlows(ctx, flowSearch.parse({ state: "sending", disabled: "false" })),
    listFlows(ctx, flowSearch.parse({ state: "incomplete", disabled: "false", sort: "updated" })),
    listFlows(ctx, flowSearch.parse({ sort: "updated" })),
    listNotifications(ctx, notificationSearch.parse({ undecided: "true", disabled: "false" })),
  ]);
  const [running, stopped] = await Promise.all([
    Promise.all(sending.rows.map(async (flow) => ({ flow, progress: await flowProgress(ctx, flow.id) }))),
    Promise.all(incomplete.rows.map(({ id }) => findFlow(ctx, id))),
  ]);
  return (
    <>
      <PageTitle title="Cruscotto" crumbs={[]}>
        <div className="row-of-buttons">
          <Link className="btn btn-sm btn-primary" href="/flussi/nuovo">
            Nuovo flusso
          </Link>
          <Link className="btn btn-sm btn-outline-primary" href="/notifiche/nuova">
            Nuova notifica
          </Link>
        </div>
      </PageTitle>
      <RunningFlows running={running} />
      <NeedsAttention flows={stopped.filter(needsAttention)}>
        <UncertainLink count={uncertain.total} />
      </NeedsAttention>
      <RecentFlows flows={recent.rows.slice(0, 8)} />
    </>
  );
}
