"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import { approvedWords } from "@/app/italian/approval";
import { approveFlow } from "@/lib/flows/approve";
import { refuseApproval } from "@/lib/flows/refuse-approval";
import { requestApproval } from "@/lib/flows/request-approval";
import { withdrawApproval } from "@/lib/flows/withdraw-approval";
import { refusalMotive } from "./approval-form";
import { approvalId } from "./approval-id";

const shown = z.object({ flowId: z.uuid(), version: z.coerce.number().int() });
const counted = shown.extend({ count: z.coerce.number().int().positive() });
const requested = counted.extend({
  checked: z.literal("on", "Per chiedere l'approvazione, conferma il controllo."),
  at: z.coerce.date().optional(),
  anyHour: z.preprocess((box) => box === "on", z.boolean()),
});

/** Chiedi l'approvazione, after the confirmation. */
export const askApproval = action(requested, async (ctx, { checked: _, ...input }) => {
  await requestApproval(ctx, input);
  redirect(`/flussi/${input.flowId}#${approvalId}`);
});

/** Approva e invia. */
export const approve = action(counted, async (ctx, input) => approvedWords((await approveFlow(ctx, input)).sent));

/** Rifiuta. */
export const refuse = action(shown.extend({ motive: refusalMotive }), async (ctx, input) => {
  await refuseApproval(ctx, input);
  return "Richiesta rifiutata: non parte nulla, e chi l'ha fatta legge il motivo sul flusso.";
});

/** Ritira la richiesta. */
export const withdraw = action(shown, async (ctx, input) => {
  await withdrawApproval(ctx, input);
  return "Richiesta ritirata: il flusso resta Attivo e non parte da solo.";
});
