import "./dashboard.css";
import type { Metadata } from "next";
import Link from "next/link";
import { listFlows } from "@/lib/flows/list";
import { flowProgress } from "@/lib/flows/progress";
import { flowSearch } from "@/lib/flows/search";
import { flowsToFollow } from "@/lib/flows/to-follow";
import { listNotifications } from "@/lib/notifications/list";
import { notificationSearch } from "@/lib/notifications/search";
import { listBudgets } from "@/lib/services/budgets";
import { requireContext } from "../session";
import { PageTitle } from "../ui/page-title";
import { EngineAlert } from "./engine-alert";
import { NeedsAttention, StoppedFlows } from "./needs-attention";
import { RecentFlows } from "./recent-flows";
import { RunningFlows } from "./running-flows";
import { MissedSchedules, ScheduledFlows, scheduledFlows } from "./scheduled-flows";
import { UncertainLink } from "./uncertain-link";

export const metadata: Metadata = { title: "Cruscotto" };

/** Cruscotto: what is being sent, what waits for somebody, what was done last. */
export default async function DashboardPage() {
  const ctx = await requireContext();
  const [sending, budgets, toFollow, recent, uncertain, { late, ...scheduled }] = await Promise.all([
    listFlows(ctx, flowSearch.parse({ state: "sending", disabled: "false" })),
    listBudgets(ctx),
    flowsToFollow(ctx),
    listFlows(ctx, flowSearch.parse({ sort: "updated" })),
    listNotifications(ctx, notificationSearch.parse({ undecided: "true", disabled: "false" })),
    scheduledFlows(ctx),
  ]);
  const running = await Promise.all(
    sending.rows.map(async (flow) => ({ flow, progress: await flowProgress(ctx, flow.id) })),
  );
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
      <EngineAlert ctx={ctx} />
      <MissedSchedules late={late} />
      <StoppedFlows flows={toFollow} />
      <RunningFlows running={running} budgets={budgets} />
      <NeedsAttention flows={toFollow}>
        <UncertainLink count={uncertain.total} />
      </NeedsAttention>
      <ScheduledFlows {...scheduled} />
      <RecentFlows flows={recent.rows.slice(0, 8)} />
    </>
  );
}
