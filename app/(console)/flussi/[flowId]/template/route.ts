import { download, noDownload } from "@/app/download";
import { findOrNull } from "@/app/found";
import { templateWords } from "@/app/italian/template";
import { findContext } from "@/app/session";
import { makeTemplate } from "@/lib/excel/template";
import { findFlow } from "@/lib/flows/find";

/** Scarica Template: the workbook to fill for this flow. */
export async function GET(_request: Request, { params }: RouteContext<"/flussi/[flowId]/template">) {
  const ctx = await findContext();
  if (!ctx) return noDownload(401);
  const { flowId } = await params;
  const flow = await findOrNull(flowId, (id) => findFlow(ctx, id));
  if (!flow) return noDownload(404);
  const payments = flow.service.maxPaymentAmount > 0;
  return download(
    "template-importazione",
    await makeTemplate(templateWords(flow.service), { payments, placeholders: null }),
    ctx.now,
  );
}
