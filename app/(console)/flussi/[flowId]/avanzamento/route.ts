import { findOrNull } from "@/app/found";
import { findContext } from "@/app/session";
import { flowProgress } from "@/lib/flows/progress";

/** What the progress panel polls. */
export async function GET(_request: Request, { params }: RouteContext<"/flussi/[flowId]/avanzamento">) {
  const ctx = await findContext();
  if (!ctx) return new Response(null, { status: 401 });
  const progress = await findOrNull((await params).flowId, (id) => flowProgress(ctx, id));
  if (!progress) return new Response(null, { status: 404 });
  return Response.json(progress, { headers: { "cache-control": "no-store" } });
}
