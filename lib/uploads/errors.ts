import type { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { errorsWorkbook, type SayProblem } from "../excel/errors-workbook";
import { templateOfFlow } from "../flows/text";
import { notFound } from "../refusal";
import { takeContent } from "./content";
import { findUpload } from "./find";

/**
 * The file as it was sent, given back with a column Errore: what an import would refuse of it. Null when it would refuse
 * no row. Throws Unreadable.
 */
export async function uploadErrors(
  ctx: Context,
  uploadId: string,
  say: SayProblem,
): Promise<{ fileName: string; workbook: Readable } | null> {
  const { flowId, fileName } = await findUpload(ctx, uploadId);
  const [service] = await ctx.db
    .select({
      maxPaymentAmount: services.maxPaymentAmount,
      testing: services.testing,
      testFiscalCodes: services.testFiscalCodes,
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .where(eq(flows.id, flowId));
  if (!service) throw notFound();
  const content = await takeContent(ctx.db, uploadId);
  try {
    const workbook = await errorsWorkbook(content.file, { service, template: await templateOfFlow(ctx, flowId) }, say);
    if (workbook) workbook.on("close", content.remove);
    else await content.remove();
    return workbook && { fileName, workbook };
  } catch (error) {
    await content.remove();
    throw error;
  }
}
