"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import { checkConnection } from "@/lib/services/check";
import { createService } from "@/lib/services/create";
import { setServiceDisabled } from "@/lib/services/disable";
import { editService } from "@/lib/services/edit";
import { serviceEdit, serviceForm } from "@/lib/services/form";

const service = z.object({ serviceId: z.uuid() });

/** Aggiungi. */
export const create = action(serviceForm, async (ctx, input) => {
  const { id } = await createService(ctx, input);
  redirect(`/servizi/${id}`);
});

/** Aggiorna. */
export const edit = action(serviceEdit, async (ctx, input) => {
  await editService(ctx, input);
  return input.subscriptionKey === ""
    ? "Modifiche salvate."
    : "Modifiche salvate, con la chiave nuova. Provala con Verifica connessione.";
});

export const disable = action(service, async (ctx, input) => {
  await setServiceDisabled(ctx, { ...input, disabled: true });
  return "Servizio disabilitato: per questo servizio non parte più nulla.";
});

export const enable = action(service, async (ctx, input) => {
  await setServiceDisabled(ctx, { ...input, disabled: false });
  return "Servizio riabilitato.";
});

/** Verifica connessione: what was found is on the page. */
export const check = action(service, async (ctx, input) => {
  await checkConnection(ctx, input);
  return undefined;
});
