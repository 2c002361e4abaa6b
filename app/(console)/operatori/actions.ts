"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import { sessionsEnded } from "@/app/italian/operators";
import { createOperator } from "@/lib/operators/create";
import { setOperatorDisabled } from "@/lib/operators/disable";
import { editOperator } from "@/lib/operators/edit";
import { endSessions } from "@/lib/operators/end-sessions";
import { newOperatorFields, operatorFields } from "@/lib/operators/form";
import { newPassword } from "@/lib/operators/password-rule";
import { resetPassword } from "@/lib/operators/reset-password";
import { stillAdministers } from "@/lib/operators/still-administers";
import { ticked } from "@/lib/ticked";

const operator = z.object({ operatorId: z.uuid() });
const shown = operator.extend({ version: z.coerce.number().int() });

/** Aggiungi. */
export const create = action(ticked(["roleIds"], newOperatorFields), async (ctx, input) => {
  const { id } = await createOperator(ctx, input);
  redirect(`/operatori/${id}`);
});

/** Aggiorna. Who gave the administration away no longer finds the page. */
export const edit = action(ticked(["roleIds"], operatorFields.extend(shown.shape)), async (ctx, input) => {
  await editOperator(ctx, input);
  if (!(await stillAdministers(ctx))) redirect("/profilo");
  return "Modifiche salvate: valgono dalla prossima pagina che l'operatore apre.";
});

export const disable = action(shown, async (ctx, input) => {
  await setOperatorDisabled(ctx, { ...input, disabled: true });
  return "Operatore disabilitato: le sue sessioni sono chiuse e non può più accedere.";
});

export const enable = action(shown, async (ctx, input) => {
  await setOperatorDisabled(ctx, { ...input, disabled: false });
  return "Operatore riabilitato: può accedere di nuovo.";
});

/** Imposta la password. */
export const setPassword = action(shown.extend({ password: newPassword }), async (ctx, input) => {
  await resetPassword(ctx, input);
  return "Password impostata e sessioni chiuse. Comunicala di persona: chi la riceve la cambia da Il mio profilo.";
});

/** Chiudi tutte le sessioni. */
export const closeSessions = action(operator, async (ctx, input) => sessionsEnded(await endSessions(ctx, input)));
