"use client";

import { useEffect, useRef, useState } from "react";
import { keepButton, keepLines, keepTitle, MOTIVE } from "@/app/italian/decision";
import { Alert } from "@/app/ui/alert";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import { Field } from "@/app/ui/field";
import { Form, type FormAction, Submit } from "@/app/ui/form";
import { untouched } from "@/app/ui/form-state";
import { RefusedButton } from "@/app/ui/refused-button";
import { keep } from "../actions";

/**
 * Non inviare di nuovo {n} notifiche: the answer that sends nothing, for all the uncertain notifications of a flow. It
 * disappears with the last of them, and what it answered stays.
 */
export function KeepDialog({
  flowId,
  version,
  count,
  refused,
}: {
  flowId: string;
  version: number;
  /** Uncertain ones on which nobody has decided. */
  count: number;
  refused?: string;
}) {
  const [done, setDone] = useState<string>();
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done) answer.current?.focus();
  }, [done]);
  const keepAndTell: FormAction = async (before, form) => {
    const state = await keep(before, form);
    if (!state.done) return state;
    document.querySelector<HTMLDialogElement>("dialog[open]")?.close();
    setDone(state.done);
    return untouched;
  };
  return (
    <>
      {count > 0 && refused && <RefusedButton label={keepButton(count)} reason={refused} />}
      {count > 0 && !refused && (
        <Dialog label={keepButton(count)} title={keepTitle(count)} footer={<DialogClose>Torna al flusso</DialogClose>}>
          {keepLines(count).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <Form action={keepAndTell} labels={{ motive: MOTIVE }}>
            <input type="hidden" name="flowId" value={flowId} />
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="count" value={count} />
            <Field name="motive" label={MOTIVE} maxLength={500} />
            <Submit>{keepButton(count)}</Submit>
          </Form>
        </Dialog>
      )}
      {done && (
        <div ref={answer} tabIndex={-1} className="form-outcome">
          <Alert tone="success" live>
            <p>{done}</p>
          </Alert>
        </div>
      )}
    </>
  );
}
