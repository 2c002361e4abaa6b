import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { countFlow, countStates, type FlowCounts, type StateCounts } from "./count";
import { sendingHoursOf } from "./hours";
import { paceOf, secondsFor, secondsToRead } from "./pace";
import { isOpen, opensAt } from "./sending-hours";
import { can } from "./state";
import { unread } from "./verify";

export type FlowProgress = Awaited<ReturnType<typeof flowProgress>>;

/**
 * How far a send is, and after it the outcomes. Seconds left come from the real call budget, shared with the other
 * sends; null = no limit. `counted`: what the caller has just counted.
 */
export async function flowProgress(ctx: Context, id: string, counted?: FlowCounts) {
  const flow = await ctx.db.query.flows.findFirst({
    columns: { state: true, version: true, anyHour: true, verifyRequestedAt: true, verifyCount: true },
    where: and(eq(flows.id, id), within(ctx.actor, flows.serviceId)),
  });
  if (!flow) throw notFound();
  const sending = can(flow.state, "stop");
  const [counts, pace, verification, hours] = await Promise.all([
    counted ? withOpen(counted) : sending ? statesOf(ctx, id) : countFlow(ctx, id).then(withOpen),
    paceOf(ctx, id),
    verificationOf(ctx, id, flow),
    sending && !flow.anyHour ? sendingHoursOf(ctx, id) : null,
  ]);
  const remaining = counts.registered + counts.transmitting;
  return {
    state: flow.state,
    version: flow.version,
    total: counts.total,
    remaining,
    done: counts.total - remaining,
    sent: counts.sent,
    open: counts.open,
    awaited: counts.awaited,
    budget: pace,
    /** When a send that rests outside the sending hours goes on, in milliseconds since 1970; null = it does not rest. */
    opensAt: isOpen(hours, ctx.now) ? null : (opensAt(hours, ctx.now)?.getTime() ?? null),
    secondsLeft: secondsFor(remaining, pace.callsPerSecond, pace.otherSends + 1),
    verifySeconds: secondsToRead(counts.open, pace.callsPerSecond, pace.sends),
    verification: verification && {
      ...verification,
      secondsLeft: secondsToRead(verification.unread, pace.callsPerSecond, pace.sends),
    },
  };
}

/** While a flow is being sent its outcomes are nobody's question yet, and counting them would read every row. */
const statesOf = async (ctx: Context, id: string) => ({ ...(await sharedCount(ctx, id)), ...{ open: 0, awaited: 0 } });

/** Counts asked for in the last second, in this process: many may be looking at the same send. */
const lately = new Map<string, Promise<StateCounts>>();
const LATELY = 1_000;

function sharedCount(ctx: Context, id: string): Promise<StateCounts> {
  const known = lately.get(id);
  if (known) return known;
  const counted = countStates(ctx, [id]).then((of) => of(id));
  lately.set(id, counted);
  setTimeout(() => lately.delete(id), LATELY).unref();
  return counted;
}

/** `open`: accepted, without the last word of the platform; `awaited` are those for which FlussIO still asks by itself. */
const withOpen = (counts: FlowCounts) => ({ ...counts, open: counts.sent - counts.families.available });

/** How long a Verifica Stato that has read everything is still told of, in milliseconds. */
const RECENT = 10 * 60_000;

/** The last Verifica Stato that was not stopped: how many it asked for, how many it has still to read. */
async function verificationOf(
  ctx: Context,
  id: string,
  { verifyRequestedAt, verifyCount }: { verifyRequestedAt: Date | null; verifyCount: number | null },
) {
  if (!verifyRequestedAt || !verifyCount) return null;
  const left = await ctx.db.$count(notifications, unread(id, verifyRequestedAt));
  if (left === 0 && ctx.now.getTime() - verifyRequestedAt.getTime() > RECENT) return null;
  return { count: verifyCount, unread: Math.min(left, verifyCount) };
}
