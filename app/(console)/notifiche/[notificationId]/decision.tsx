"use client";

import { MOTIVE } from "@/app/italian/decision";
import { CheckField, Field } from "@/app/ui/field";
import { Form, Submit, useForm } from "@/app/ui/form";
import { decide } from "../actions";

/** words.md 2: the answer that sends nothing comes first and has the focus; the other asks to be aware. */
export function Decision({ id, version }: { id: string; version: number }) {
  return (
    <Form action={decide} labels={{ aware: "Conferma", motive: MOTIVE }}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <p>Se il primo messaggio è arrivato, la persona ne riceve due uguali. Il secondo non si può ritirare.</p>
      <CheckField
        name="aware"
        label="So che la persona può ricevere due messaggi."
        hint="Serve solo per inviare di nuovo."
      />
      <Field name="motive" label={MOTIVE} maxLength={500} />
      <div className="row-of-buttons">
        <Leave />
        <Submit look="outline-danger" name="resend" value="true">
          Invia di nuovo
        </Submit>
      </div>
    </Form>
  );
}

function Leave() {
  const { pending } = useForm();
  return (
    <button
      // React focuses at mount and leaves the attribute out, which the dialog needs when it opens.
      ref={(button) => button?.setAttribute("autofocus", "")}
      type="submit"
      name="resend"
      value="false"
      className="btn btn-sm btn-primary"
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
    >
      Non inviare di nuovo
    </button>
  );
}
