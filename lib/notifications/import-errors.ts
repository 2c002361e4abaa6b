import type { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { errorsWorkbook, type SayProblem } from "../excel/errors-workbook";
import { within } from "../operators/access";
import { notFound } from "../refusal";

/**
 * The file that an operator wants to import into a flow, given back with a column Errore: what an import would refuse of
 * it. Null when it would refuse no row. Stores nothing. Throws Unreadable.
 */
export async function importErrors(
  ctx: Context,
  { flowId, file }: { flowId: string; file: string },
  say: SayProblem,
): Promise<Readable | null> {
  const [service] = await ctx.db
    .select({
      maxPaymentAmount: services.maxPaymentAmount,
      testing: services.testing,
      testFiscalCodes: services.testFiscalCodes,
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .where(and(eq(flows.id, flowId), within(ctx.actor, flows.serviceId, "compose")));
  if (!service) throw notFound();
  return errorsWorkbook(file, service, say);
}
