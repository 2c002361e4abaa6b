"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import { modelDisabled, modelEnabled, modelSaved } from "@/app/italian/models";
import { createModel } from "@/lib/models/create";
import { setModelDisabled } from "@/lib/models/disable";
import { editModel } from "@/lib/models/edit";
import { modelName, templateForm } from "@/lib/models/form";
import { noButtonFaults, textForm } from "./text-form";

const version = z.coerce.number().int();
const newModel = textForm
  .extend({ serviceId: z.uuid("Scegli un servizio dall'elenco."), name: modelName })
  .superRefine(noButtonFaults)
  .transform(({ serviceId, name, ...typed }) => ({ serviceId, name, template: templateForm.parse(typed) }));
const changedModel = textForm
  .extend({ modelId: z.uuid(), version, name: modelName })
  .superRefine(noButtonFaults)
  .transform(({ modelId, version, name, ...typed }) => ({
    modelId,
    version,
    name,
    template: templateForm.parse(typed),
  }));
const model = z.object({ modelId: z.uuid(), version });

/** Aggiungi. */
export const create = action(newModel, async (ctx, input) => {
  const { id } = await createModel(ctx, input);
  redirect(`/modelli/${id}`);
});

/** Aggiorna: a version more. */
export const edit = action(changedModel, async (ctx, input) => {
  const { version } = await editModel(ctx, input);
  return modelSaved(version);
});

export const disable = action(model, async (ctx, input) => {
  await setModelDisabled(ctx, { ...input, disabled: true });
  return modelDisabled;
});

export const enable = action(model, async (ctx, input) => {
  await setModelDisabled(ctx, { ...input, disabled: false });
  return modelEnabled;
});
