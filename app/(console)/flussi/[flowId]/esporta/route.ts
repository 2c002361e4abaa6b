import { download, noDownload } from "@/app/download";
import { findOrNull } from "@/app/found";
import { notificationWords } from "@/app/italian/export";
import { notificationSearchFrom } from "@/app/search-params";
import { findContext } from "@/app/session";
import { exportNotifications } from "@/lib/notifications/export";

/** Esporta Excel of a flow: its notifications, with the filters of the grid. */
export async function GET(request: Request, { params }: RouteContext<"/flussi/[flowId]/esporta">) {
  const ctx = await findContext();
  if (!ctx) return noDownload(401);
  const query = new URL(request.url).searchParams;
  const { flowId } = await params;
  const content = await findOrNull(flowId, async (id) =>
    exportNotifications(ctx, await notificationSearchFrom(ctx, query, id), notificationWords),
  );
  if (!content) return noDownload(404);
  const whom = query.get("raggiungibilita") === "unreachable" ? "-non-raggiungibili" : "";
  return download(`flusso-${flowId.slice(0, 8)}${whom}`, content, ctx.now);
}
