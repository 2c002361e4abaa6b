"use client";

import { type VerifyCost, verifyButton, verifyLines, verifyTitle } from "@/app/italian/verify";
import { ActionButton } from "@/app/ui/action-button";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import { RefusedButton } from "@/app/ui/refused-button";
import { verify } from "../actions";

/** Verifica Stato: says what it costs before it asks. */
export function VerifyDialog({ flowId, cost, refused }: { flowId: string; cost: VerifyCost; refused?: string }) {
  if (refused) return <RefusedButton label="Verifica Stato" reason={refused} />;
  return (
    <Dialog
      label="Verifica Stato"
      title={verifyTitle(cost)}
      footer={
        <>
          <ActionButton action={verify} fields={{ flowId }} label={verifyButton(cost)} look="primary" />
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
