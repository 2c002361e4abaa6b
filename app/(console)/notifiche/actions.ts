"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import { wordButtonFault } from "@/app/italian/buttons";
import { wordFields } from "@/app/italian/content";
import { deliverySentence } from "@/app/italian/notification-outcome";
import { doneWith } from "@/app/italian/schedule";
import type { RequestContext } from "@/app/session";
import { anyService, checkContent, type Draft } from "@/lib/notifications/content";
import { createNotification } from "@/lib/notifications/create";
import { decideUncertain } from "@/lib/notifications/decide";
import { setNotificationDisabled } from "@/lib/notifications/disable";
import { editNotification } from "@/lib/notifications/edit";
import { findNotification } from "@/lib/notifications/find";
import { editNotificationForm, motive, newNotificationForm } from "@/lib/notifications/form";
import { reregisterNotification } from "@/lib/notifications/reregister";
import { sendNotification } from "@/lib/notifications/send";
import type { ButtonFault } from "@/lib/notifications/typed-buttons";
import { verifyNotification } from "@/lib/notifications/verify";
import { Refusal } from "@/lib/refusal";
import { engine } from "@/lib/sending/engine";
import { type Done, noticeUrl } from "./notice";

const notification = z.object({ id: z.uuid() });
const shown = notification.extend({ version: z.coerce.number().int() });

/**
 * What keeps a form from its verb, a service that is missing or a button that leads nowhere, is told together with what
 * the rules of every service say of the content: one round of corrections.
 */
const oneRound = <S extends z.ZodType<{ draft: Draft; buttonFaults: ButtonFault[]; serviceId?: string }>>(form: S) =>
  form.superRefine(({ draft, buttonFaults, serviceId }, { addIssue }) => {
    const noService = serviceId !== undefined && !z.uuid().safeParse(serviceId).success;
    if (!noService && buttonFaults.length === 0) return;
    const read = checkContent(draft, anyService);
    const words = Object.entries(read.ok ? {} : wordFields(read.problems));
    for (const [field, message] of words) addIssue({ code: "custom", path: [field], message });
    for (const fault of buttonFaults)
      addIssue({ code: "custom", path: [fault.field], message: wordButtonFault(fault) });
  });

const registration = oneRound(newNotificationForm);
const correction = oneRound(editNotificationForm);

/** Aggiungi: registers and sends. A form sent twice leads to the notification of the first time. */
export const create = action(registration, async (ctx, input) => {
  const added = await unlessAlready(createNotification(ctx, input));
  if (!added) redirect(await noticeUrl(ctx, input.id, "ripetuta"));
  // It is stored now: whatever keeps it from leaving is said on its own page, never by a form that could store another.
  redirect(await sendUrl(ctx, input.id, "aggiunta").catch((error) => afterRefusal(ctx, input.id, error)));
});

/** Invia Messaggio. */
export const send = action(shown, async (ctx, { id, version }) => redirect(await sendUrl(ctx, id, "inviata", version)));

/** Aggiorna. */
export const edit = action(correction, async (ctx, input) =>
  doneWith("Modifiche salvate.", await editNotification(ctx, input)),
);

/** The lens beside Stato: 0 Registrato. */
export const reregister = action(shown, async (ctx, input) => {
  await reregisterNotification(ctx, input);
  redirect(await noticeUrl(ctx, input.id, "registrata"));
});

const decision = shown
  .extend({ resend: z.stringbool(), aware: z.literal("on").optional(), motive })
  .refine(({ resend, aware }) => !resend || aware, {
    path: ["aware"],
    error: "Per inviare di nuovo, conferma che la persona può ricevere due messaggi.",
  });

/** The decision on an uncertain notification. */
export const decide = action(decision, async (ctx, input) => {
  await decideUncertain(ctx, input);
  redirect(
    input.resend ? await sendUrl(ctx, input.id, "inviata-di-nuovo") : await noticeUrl(ctx, input.id, "non-inviare"),
  );
});

/** Verifica Stato. */
export const verify = action(notification, async (ctx, input) => {
  const outcome = await verifyNotification({ ...ctx, engine: engine() }, input);
  if (outcome?.kind === "status") {
    const { checkDueAt } = await findNotification(ctx, input.id);
    return deliverySentence(outcome.status, checkDueAt !== null);
  }
  if (outcome?.kind === "not-found")
    return "App IO non trova questo messaggio. Se è appena partito, riprova tra qualche minuto.";
  return "App IO non ha risposto: lo stato è quello di prima. Riprova tra poco.";
});

export const disable = action(shown, async (ctx, input) => {
  const edit = await setNotificationDisabled(ctx, { ...input, disabled: true });
  return doneWith("Notifica disabilitata: resta in archivio, fuori dagli invii e dai conteggi.", edit);
});

export const enable = action(shown, async (ctx, input) =>
  doneWith("Notifica riabilitata.", await setNotificationDisabled(ctx, { ...input, disabled: false })),
);

/** Sends now, and the address of the page that says how it ended. */
async function sendUrl(ctx: RequestContext, id: string, done: Done, version?: number) {
  const result = await unlessAlready(sendNotification({ ...ctx, engine: engine() }, { id, version }));
  return result ? noticeUrl(ctx, id, done, result) : noticeUrl(ctx, id, "ripetuta");
}

function afterRefusal(ctx: RequestContext, id: string, error: unknown): Promise<string> {
  if (error instanceof Refusal) return noticeUrl(ctx, id, "registrata");
  throw error;
}

/** Null when the notification is there, or has left, already. */
async function unlessAlready<T>(verb: Promise<T>): Promise<T | null> {
  try {
    return await verb;
  } catch (error) {
    if (error instanceof Refusal && error.code === "already-sent") return null;
    throw error;
  }
}
