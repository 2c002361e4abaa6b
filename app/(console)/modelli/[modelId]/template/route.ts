import { download, noDownload } from "@/app/download";
import { findOrNull } from "@/app/found";
import { templateWords } from "@/app/italian/template";
import { findContext } from "@/app/session";
import { makeTemplate } from "@/lib/excel/template";
import { findModel } from "@/lib/models/find";

/** Scarica Template: the workbook to fill for any flow with this text. */
export async function GET(_request: Request, { params }: RouteContext<"/modelli/[modelId]/template">) {
  const ctx = await findContext();
  if (!ctx) return noDownload(401);
  const { modelId } = await params;
  const model = await findOrNull(modelId, (id) => findModel(ctx, id));
  if (!model) return noDownload(404);
  const { placeholders } = model.template;
  const payments = model.service.maxPaymentAmount > 0;
  const content = await makeTemplate(templateWords(model.service, placeholders), { payments, placeholders });
  return download("template-importazione", content, ctx.now);
}
