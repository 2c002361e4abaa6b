"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import { clearedRows } from "@/app/italian/import";
import { importModes } from "@/db/states";
import { clearFlow } from "@/lib/flows/clear";
import { rerunUpload } from "@/lib/uploads/rerun";

const rerunForm = z.object({
  flowId: z.uuid(),
  uploadId: z.uuid(),
  mode: z.enum(importModes),
  replace: z.stringbool(),
});

/** Importa solo le righe valide, Sostituisci le righe: the same file once more. */
export const rerun = action(rerunForm, async (ctx, { flowId, ...input }) => {
  const { uploadId } = await rerunUpload(ctx, input);
  redirect(`/flussi/${flowId}/importa/${uploadId}`);
});

/** Togli le righe. */
export const clear = action(z.object({ flowId: z.uuid(), version: z.coerce.number().int() }), async (ctx, input) => {
  const { removed } = await clearFlow(ctx, input);
  return clearedRows(removed);
});
