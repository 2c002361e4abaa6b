"use client";

import { REFUSAL } from "@/app/italian/approval";
import { useTell } from "@/app/ui/answer-place";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import { TextAreaField } from "@/app/ui/field";
import { Form, type FormAction, Submit } from "@/app/ui/form";
import { untouched } from "@/app/ui/form-state";
import { refuse } from "./approval-actions";

/** Rifiuta (words.md 23). It disappears with the request, and what it answered stays in the AnswerPlace around it. */
export function RefuseDialog({ flowId, version }: { flowId: string; version: number }) {
  const tell = useTell();
  const refuseAndTell: FormAction = async (before, form) => {
    const state = await refuse(before, form);
    if (!state.done) return state;
    document.querySelector<HTMLDialogElement>("dialog[open]")?.close();
    tell?.(state.done);
    return untouched;
  };
  return (
    <Dialog label="Rifiuta" title="Rifiutare l'invio?" footer={<DialogClose>Torna al flusso</DialogClose>}>
      <p>Non parte nulla. Chi ha chiesto l'approvazione legge il motivo sul flusso.</p>
      <Form action={refuseAndTell} labels={{ motive: REFUSAL }}>
        <input type="hidden" name="flowId" value={flowId} />
        <input type="hidden" name="version" value={version} />
        <TextAreaField name="motive" label={REFUSAL} maxLength={500} required />
        <Submit>Rifiuta l'invio</Submit>
      </Form>
    </Dialog>
  );
}
