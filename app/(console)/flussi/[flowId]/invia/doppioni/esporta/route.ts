import { download, noDownload } from "@/app/download";
import { findOrNull } from "@/app/found";
import { duplicateWords } from "@/app/italian/duplicates";
import { findContext } from "@/app/session";
import { exportDuplicates } from "@/lib/flows/duplicates";
import { kindOf } from "../kind";

/** Esporta Excel of the duplicates of a flow. */
export async function GET(request: Request, { params }: RouteContext<"/flussi/[flowId]/invia/doppioni/esporta">) {
  const ctx = await findContext();
  if (!ctx) return noDownload(401);
  const kind = kindOf(new URL(request.url).searchParams.get("tipo"));
  const { flowId } = await params;
  const content = await findOrNull(flowId, (id) => exportDuplicates(ctx, { flowId: id, kind }, duplicateWords));
  if (!content) return noDownload(404);
  return download(`flusso-${flowId.slice(0, 8)}-doppioni`, content, ctx.now);
}
