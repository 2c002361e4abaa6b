"use client";

import { count, number, plural } from "@/app/italian/format";
import { ActionButton } from "@/app/ui/action-button";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import { RefusedButton } from "@/app/ui/refused-button";
import type { FlowProgress } from "@/lib/flows/progress";
import { stop } from "../actions";

/** Interrompi invio (words.md 13). */
export function StopDialog({
  flowId,
  progress,
  refused,
}: {
  flowId: string;
  progress: FlowProgress;
  refused?: string;
}) {
  const { sent, remaining } = progress;
  if (refused) return <RefusedButton label="Interrompi invio" reason={refused} />;
  return (
    <Dialog
      label="Interrompi invio"
      look="outline-danger"
      title="Interrompere l'invio?"
      footer={
        <>
          <ActionButton action={stop} fields={{ flowId }} label="Interrompi l'invio" look="danger" />
          <DialogClose>Lascia continuare</DialogClose>
        </>
      }
    >
      {sent > 0 && (
        <p>
          {count(
            sent,
            "notifica è già partita e non si può ritirare.",
            "notifiche sono già partite e non si possono ritirare.",
          )}
        </p>
      )}
      <p>
        {sent > 0
          ? plural(remaining, "L'altra resta", `Le altre ${number(remaining)} restano`)
          : count(remaining, "notifica resta", "notifiche restano")}{" "}
        in stato Registrato. L'invio si ferma entro 5 secondi: intanto può partirne ancora qualcuna.
      </p>
    </Dialog>
  );
}
