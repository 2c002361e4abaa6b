import { findOrNull } from "@/app/found";
import { findContext } from "@/app/session";
import { flowReachability } from "@/lib/flows/reachability";
import type { ReachProgressFacts } from "../reach-progress";

/** How far Verifica raggiungibilità is. */
export async function GET(_request: Request, { params }: RouteContext<"/flussi/[flowId]/invia/verifica">) {
  const ctx = await findContext();
  if (!ctx) return new Response(null, { status: 401 });
  const found = await findOrNull((await params).flowId, (id) => flowReachability(ctx, id));
  if (!found) return new Response(null, { status: 404 });
  const { state, asked, persons, secondsLeft } = found;
  const facts: ReachProgressFacts = { state, asked, persons, secondsLeft };
  return Response.json(facts, { headers: { "cache-control": "no-store" } });
}
