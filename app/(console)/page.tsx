import "./dashboard.css";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { firstSteps } from "@/lib/flows/first-steps";
import { listFlows } from "@/lib/flows/list";
import { flowProgress } from "@/lib/flows/progress";
import { flowSearch } from "@/lib/flows/search";
import { flowsToFollow } from "@/lib/flows/to-follow";
import { countUndecided } from "@/lib/notifications/undecided";
import { listBudgets } from "@/lib/services/budgets";
import { requireContext } from "../session";
import { PageTitle } from "../ui/page-title";
import { Faults } from "./cruscotto/faults";
import { FirstSteps } from "./cruscotto/first-steps";
import { Outcomes } from "./cruscotto/outcomes";
import { WaitingPanel } from "./cruscotto/waiting";
import { EngineAlert } from "./engine-alert";
import { NeedsAttention, StoppedFlows } from "./needs-attention";
import { RecentFlows } from "./recent-flows";
import { RunningFlows } from "./running-flows";
import { MissedSchedules, ScheduledFlows, scheduledFlows } from "./scheduled-flows";
import { ToApprove } from "./to-approve";
import { UncertainLink } from "./uncertain-link";

export const metadata: Metadata = { title: "Cruscotto" };

/** Cruscotto: what is being sent, what waits for somebody, what was done last. */
export default async function DashboardPage() {
  const ctx = await requireContext();
  const [sending, budgets, toFollow, recent, uncertain, steps, { late, ...scheduled }] = await Promise.all([
    listFlows(ctx, flowSearch.parse({ state: "sending", disabled: "false" })),
    listBudgets(ctx),
    flowsToFollow(ctx),
    listFlows(ctx, flowSearch.parse({ sort: "updated" })),
    countUndecided(ctx),
    firstSteps(ctx),
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
      <FirstSteps steps={steps} administers={ctx.actor.administers} />
      <ToApprove ctx={ctx} />
      <MissedSchedules late={late} />
      <StoppedFlows flows={toFollow} />
      <RunningFlows running={running} budgets={budgets} />
      <NeedsAttention flows={toFollow}>
        <UncertainLink count={uncertain} />
      </NeedsAttention>
      <ScheduledFlows {...scheduled} />
      <Suspense fallback={<WaitingPanel title="Esiti degli ultimi 30 giorni" height={560} />}>
        <Outcomes ctx={ctx} />
      </Suspense>
      <Suspense fallback={<WaitingPanel title="Guasti degli ultimi 7 giorni" height={90} />}>
        <Faults ctx={ctx} />
      </Suspense>
      <RecentFlows flows={recent.rows.slice(0, 8)} />
    </>
  );
}
