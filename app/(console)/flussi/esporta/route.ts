import { download, noDownload } from "@/app/download";
import { flowWords } from "@/app/italian/export";
import { flowSearchFrom } from "@/app/search-params";
import { findContext } from "@/app/session";
import { exportFlows } from "@/lib/flows/export";

/** Esporta Excel of Archivio Flussi, with the filters of its URL. */
export async function GET(request: Request) {
  const ctx = await findContext();
  if (!ctx) return noDownload(401);
  const search = flowSearchFrom(new URL(request.url).searchParams);
  return download("flussi", await exportFlows(ctx, search, flowWords), ctx.now);
}
