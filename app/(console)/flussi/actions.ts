"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import { keptWords } from "@/app/italian/decision";
import { copyNote } from "@/app/italian/duplicate";
import { reachHalted } from "@/app/italian/reachability";
import { doneWith } from "@/app/italian/schedule";
import { nothingToVerify, verifyStopped } from "@/app/italian/verify";
import { withQuery } from "@/app/ui/query";
import { activateFlow } from "@/lib/flows/activate";
import { createFlow } from "@/lib/flows/create";
import { deactivateFlow } from "@/lib/flows/deactivate";
import { setFlowDisabled } from "@/lib/flows/disable";
import { duplicateFlow } from "@/lib/flows/duplicate";
import { editFlow } from "@/lib/flows/edit";
import { flowForm } from "@/lib/flows/form";
import { keepUncertain } from "@/lib/flows/keep-uncertain";
import { requestReachability } from "@/lib/flows/reach";
import { flowReachability } from "@/lib/flows/reachability";
import { retryFlow } from "@/lib/flows/retry";
import { scheduleFlow } from "@/lib/flows/schedule";
import { sendFlow } from "@/lib/flows/send";
import { stopFlow } from "@/lib/flows/stop";
import { stopReachability } from "@/lib/flows/stop-reach";
import { stopVerify } from "@/lib/flows/stop-verify";
import { unscheduleFlow } from "@/lib/flows/unschedule";
import { verifyFlow } from "@/lib/flows/verify";
import { motive } from "@/lib/notifications/form";
import { COPIED } from "./[flowId]/copied";
import { AT, departureForm } from "./[flowId]/invia/conferma/departure-form";
import { scheduleId } from "./[flowId]/schedule-id";

const flow = z.object({ flowId: z.uuid() });
const shown = flow.extend({ version: z.coerce.number().int() });
const counted = shown.extend({ count: z.coerce.number().int().positive() });
const confirmed = counted.extend({
  checked: z.literal("on", "Per inviare, conferma il controllo."),
  /** Does not wait for the sending hours. */
  anyHour: z.preprocess((box) => box === "on", z.boolean()),
});

/** Aggiungi. */
export const create = action(flowForm, async (ctx, input) => {
  const { id } = await createFlow(ctx, input);
  redirect(`/flussi/${id}`);
});

/** Duplica flusso. */
export const duplicate = action(flow, async (ctx, input) => {
  const { id } = await duplicateFlow(ctx, input, copyNote);
  redirect(withQuery(`/flussi/${id}`, { [COPIED]: "1" }));
});

/** Aggiorna. */
export const edit = action(flowForm.extend(shown.shape), async (ctx, input) =>
  doneWith("Modifiche salvate.", await editFlow(ctx, input)),
);

export const activate = action(shown, async (ctx, input) => {
  await activateFlow(ctx, input);
  return "Flusso attivo: è pronto per l'invio.";
});

export const deactivate = action(shown, async (ctx, input) =>
  doneWith("Il flusso è di nuovo in preparazione.", await deactivateFlow(ctx, input)),
);

export const disable = action(shown, async (ctx, input) => {
  await setFlowDisabled(ctx, { ...input, disabled: true });
  return "Flusso disabilitato: resta in archivio, fuori dagli invii e dai conteggi.";
});

export const enable = action(shown, async (ctx, input) => {
  await setFlowDisabled(ctx, { ...input, disabled: false });
  return "Flusso riabilitato.";
});

/** Invia Flusso and Riprendi, after the confirmation. */
export const send = action(confirmed, async (ctx, { checked: _, ...input }) => {
  await sendFlow(ctx, input);
  redirect(`/flussi/${input.flowId}`);
});

/** A una data e ora: the moment goes into the address of the confirmation. */
export const chooseDeparture = action(departureForm, async (_ctx, { flowId, at }) => {
  redirect(withQuery(`/flussi/${flowId}/invia/conferma`, { [AT]: at.toISOString() }));
});

/** Programma l'invio, after the confirmation. */
export const schedule = action(confirmed.extend({ at: z.coerce.date() }), async (ctx, { checked: _, ...input }) => {
  await scheduleFlow(ctx, input);
  redirect(`/flussi/${input.flowId}#${scheduleId}`);
});

/** Annulla la programmazione. */
export const unschedule = action(shown, async (ctx, input) => {
  await unscheduleFlow(ctx, input);
  return "Programmazione annullata: il flusso resta Attivo e non parte da solo.";
});

/** Verifica raggiungibilità. */
export const reach = action(flow.extend({ onlyMissing: z.stringbool().default(false) }), async (ctx, input) => {
  await requestReachability(ctx, input);
  return undefined;
});

/** Ferma la verifica. */
export const stopReach = action(flow, async (ctx, input) => {
  await stopReachability(ctx, input);
  return reachHalted(await flowReachability(ctx, input.flowId));
});

/** Interrompi invio. */
export const stop = action(flow, async (ctx, input) => {
  await stopFlow(ctx, input);
  return "Invio interrotto.";
});

/** Ritenta le notifiche in errore, after the confirmation. */
export const retry = action(counted, async (ctx, input) => {
  await retryFlow(ctx, input);
  redirect(`/flussi/${input.flowId}`);
});

/** Non inviare di nuovo, for all the uncertain notifications of the flow. */
export const keep = action(counted.extend({ motive }), async (ctx, input) => {
  await keepUncertain(ctx, input);
  return keptWords(input.count);
});

/** Verifica Stato. */
export const verify = action(flow, async (ctx, input) => {
  const { asked } = await verifyFlow(ctx, input);
  return asked === 0 ? nothingToVerify : undefined;
});

/** Interrompi la verifica. */
export const stopVerification = action(flow, async (ctx, input) => verifyStopped(await stopVerify(ctx, input)));
