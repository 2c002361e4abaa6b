"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import { setFlowText } from "@/lib/flows/text";
import { templateForm } from "@/lib/models/form";
import { noButtonFaults, textForm } from "../../../modelli/text-form";

const shown = { flowId: z.uuid(), version: z.coerce.number().int() };

/** Usa il modello. */
export const chooseModel = action(
  z.object({ ...shown, modelId: z.uuid("Scegli un modello dall'elenco.") }),
  async (ctx, { modelId, ...flow }) => {
    await setFlowText(ctx, { ...flow, text: { source: "model", modelId } });
    redirect(`/flussi/${flow.flowId}`);
  },
);

/** Ogni riga porta il suo testo. */
export const rowsBringText = action(z.object(shown), async (ctx, flow) => {
  await setFlowText(ctx, { ...flow, text: { source: "rows" } });
  redirect(`/flussi/${flow.flowId}`);
});

const ownText = textForm
  .extend(shown)
  .superRefine(noButtonFaults)
  .transform(({ flowId, version, ...typed }) => ({ flowId, version, template: templateForm.parse(typed) }));

/** Salva il testo. */
export const writeText = action(ownText, async (ctx, { template, ...flow }) => {
  await setFlowText(ctx, { ...flow, text: { source: "own", template } });
  redirect(`/flussi/${flow.flowId}`);
});
