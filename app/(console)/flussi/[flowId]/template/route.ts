import { download, noDownload } from "@/app/download";
import { findOrNull } from "@/app/found";
import { templateWords } from "@/app/italian/template";
import { findContext } from "@/app/session";
import { makeTemplate } from "@/lib/excel/template";
import { findFlow } from "@/lib/flows/find";
import { templateOfFlow } from "@/lib/flows/text";

/** Scarica Template: the workbook to fill for this flow. */
export async function GET(_request: Request, { params }: RouteContext<"/flussi/[flowId]/template">) {
  const ctx = await findContext();
  if (!ctx) return noDownload(401);
  const { flowId } = await params;
  const flow = await findOrNull(flowId, (id) => findFlow(ctx, id));
  if (!flow) return noDownload(404);
  const payments = flow.service.maxPaymentAmount > 0;
  const placeholders = (await templateOfFlow(ctx, flowId))?.placeholders ?? null;
  const content = await makeTemplate(templateWords(flow.service, placeholders), { payments, placeholders });
  return download("template-importazione", content, ctx.now);
}
