"use client";

import { modelLabels, placeholderHint, placeholderTypeHints, placeholderTypeLabels } from "@/app/italian/models";
import { CheckField, Field, SelectField, TextAreaField } from "@/app/ui/field";
import { placeholderTypes } from "@/db/states";
import { fallbackFieldOf, optionalFieldOf, typeFieldOf } from "@/lib/models/form";
import { limits } from "@/lib/notifications/content";
import { ButtonsFields } from "../notifiche/buttons-fields";
import { Counter } from "../notifiche/counter";
import { useDraft } from "../notifiche/draft";
import { BodyFindings } from "../notifiche/findings";
import { Toolbar } from "../notifiche/toolbar";
import { templateOfTyped } from "./typed-text";

/** A text with placeholders, and what each of them takes; inside Draft. */
export function TextFields({ initial }: { initial: Record<string, string> }) {
  return (
    <>
      <p className="quiet">{placeholderHint}</p>
      <Field
        name="subject"
        label={modelLabels.subject}
        defaultValue={initial.subject}
        required
        hint={<Counter name="subject" limits={limits.subject} />}
      />
      <div className="composer">
        <Toolbar controls="body" />
        <TextAreaField
          name="body"
          label={modelLabels.body}
          defaultValue={initial.body}
          required
          rows={12}
          hint={<Counter name="body" limits={limits.body} />}
        />
        <BodyFindings />
      </div>
      <ButtonsFields initial={initial} />
      <Placeholders initial={initial} />
    </>
  );
}

const options = placeholderTypes.map((value) => ({ value, label: placeholderTypeLabels[value] }));

/** The placeholders that the text names at this moment. */
function Placeholders({ initial }: { initial: Record<string, string> }) {
  const draft = useDraft();
  const { placeholders } = templateOfTyped(draft);
  return (
    <section aria-label="Segnaposto" aria-live="polite">
      {placeholders.length === 0 && <p className="quiet">Nel testo non ci sono segnaposto: è uguale per tutti.</p>}
      {placeholders.map(({ name, type, fallback }) => {
        const fields = { type: typeFieldOf(name), optional: optionalFieldOf(name), fallback: fallbackFieldOf(name) };
        return (
          <fieldset key={name} className="placeholder-fields">
            <legend>{`{{${name}}}`}</legend>
            <SelectField
              name={fields.type}
              label="Tipo"
              options={options}
              defaultValue={initial[fields.type] ?? "text"}
              hint={placeholderTypeHints[type]}
            />
            <div>
              <CheckField
                name={fields.optional}
                label="La cella può essere vuota"
                defaultChecked={initial[fields.optional] === "on"}
              />
              {fallback !== null && (
                <Field
                  name={fields.fallback}
                  label="Se è vuota scrivi"
                  defaultValue={initial[fields.fallback]}
                  hint="Vuoto: nel testo non compare nulla."
                  maxLength={200}
                />
              )}
            </div>
          </fieldset>
        );
      })}
    </section>
  );
}
