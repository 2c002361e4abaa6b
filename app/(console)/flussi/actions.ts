"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import { count } from "@/app/italian/format";
import { activateFlow } from "@/lib/flows/activate";
import { createFlow } from "@/lib/flows/create";
import { deactivateFlow } from "@/lib/flows/deactivate";
import { setFlowDisabled } from "@/lib/flows/disable";
import { editFlow } from "@/lib/flows/edit";
import { flowForm } from "@/lib/flows/form";
import { sendFlow } from "@/lib/flows/send";
import { stopFlow } from "@/lib/flows/stop";
import { verifyFlow } from "@/lib/flows/verify";

const flow = z.object({ flowId: z.uuid() });
const shown = flow.extend({ version: z.coerce.number().int() });

/** Aggiungi. */
export const create = action(flowForm, async (ctx, input) => {
  const { id } = await createFlow(ctx, input);
  redirect(`/flussi/${id}`);
});

/** Aggiorna. */
export const edit = action(flowForm.extend(shown.shape), async (ctx, input) => {
  await editFlow(ctx, input);
  return "Modifiche salvate.";
});

export const activate = action(shown, async (ctx, input) => {
  await activateFlow(ctx, input);
  return "Flusso attivo: è pronto per l'invio.";
});

export const deactivate = action(shown, async (ctx, input) => {
  await deactivateFlow(ctx, input);
  return "Il flusso è di nuovo in preparazione.";
});

export const disable = action(shown, async (ctx, input) => {
  await setFlowDisabled(ctx, { ...input, disabled: true });
  return "Flusso disabilitato: resta in archivio, fuori dagli invii e dai conteggi.";
});

export const enable = action(shown, async (ctx, input) => {
  await setFlowDisabled(ctx, { ...input, disabled: false });
  return "Flusso riabilitato.";
});

/** Invia Flusso and Riprendi, after the confirmation. */
export const send = action(
  shown.extend({
    count: z.coerce.number().int().positive(),
    checked: z.literal("on", "Per inviare, conferma il controllo."),
  }),
  async (ctx, { checked: _, ...input }) => {
    await sendFlow(ctx, input);
    redirect(`/flussi/${input.flowId}`);
  },
);

/** Interrompi invio. */
export const stop = action(flow, async (ctx, input) => {
  await stopFlow(ctx, input);
  return "Invio interrotto.";
});

/** Verifica Stato. */
export const verify = action(flow, async (ctx, input) => {
  const { asked } = await verifyFlow(ctx, input);
  return asked === 0
    ? "Tutti gli esiti sono già arrivati: non c'è nulla da chiedere ad App IO."
    : `FlussIO sta chiedendo ad App IO ${count(asked, "esito", "esiti")}: puoi lasciare la pagina.`;
});
