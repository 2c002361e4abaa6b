"use server";

import { z } from "zod";
import { action } from "@/app/action";
import { trialDone, trialErrors } from "@/app/italian/trial";
import { sendTrial } from "@/lib/flows/trial";
import { engine } from "@/lib/sending/engine";
import { CODE } from "./code-field";

/** The codes are boxes to tick, one field each. */
const form = z
  .object({ flowId: z.uuid(), formId: z.uuid(), rowId: z.uuid() })
  .catchall(z.string())
  .transform(({ flowId, formId, rowId, ...rest }, ctx) => {
    const fiscalCodes = Object.keys(rest).flatMap((name) => (name.startsWith(CODE) ? [name.slice(CODE.length)] : []));
    if (fiscalCodes.length === 0) ctx.addIssue({ code: "custom", path: ["codes"], message: trialErrors.codes });
    return { flowId, formId, rowId, fiscalCodes };
  });

/** Invia la prova. */
export const trial = action(form, async (ctx, input) => {
  const { serviceName, ...result } = await sendTrial({ ...ctx, engine: engine() }, input);
  return trialDone(result, serviceName);
});
