"use client";

import { type VerifyCost, verifyButton, verifyLines, verifyTitle } from "@/app/italian/verify";
import { ActionButton } from "@/app/ui/action-button";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import type { FormAction } from "@/app/ui/form";
import { RefusedButton } from "@/app/ui/refused-button";
import { verify } from "../actions";
import { progressId } from "./progress-id";

/** Verifica Stato: says what it costs before it asks. */
export function VerifyDialog({ flowId, cost, refused }: { flowId: string; cost: VerifyCost; refused?: string }) {
  if (refused) return <RefusedButton label="Verifica Stato" reason={refused} />;
  return (
    <Dialog
      label="Verifica Stato"
      title={verifyTitle(cost)}
      footer={
        <>
          <ActionButton action={verifyAndFollow} fields={{ flowId }} label={verifyButton(cost)} look="primary" />
          <DialogClose>Torna al flusso</DialogClose>
        </>
      }
    >
      {verifyLines(cost).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Dialog>
  );
}

/** Once it has begun, this button gives way: whoever pressed it is led to where it is followed. */
const verifyAndFollow: FormAction = async (before, form) => {
  const state = await verify(before, form);
  if (!state.done && !state.formError) {
    document.querySelector<HTMLDialogElement>("dialog[open]")?.close();
    document.getElementById(progressId)?.focus();
  }
  return state;
};
