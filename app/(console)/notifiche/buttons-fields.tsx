"use client";

import { buttonKindWords } from "@/app/italian/buttons";
import { Field, SelectField } from "@/app/ui/field";
import { useForm } from "@/app/ui/form";
import { buttonKinds, splitFrontMatter } from "@/lib/appio/cta";
import { tidyBody } from "@/lib/notifications/content";
import { buttonFields, buttonPlaces, type TypedButtons } from "@/lib/notifications/typed-buttons";
import { useDraft } from "./draft";

const options = buttonKinds.map((value) => ({ value, label: buttonKindWords[value].label }));

/** Up to two buttons under the message, stored as the front matter of its body. */
export function ButtonsFields({ initial }: { initial: TypedButtons }) {
  const draft = useDraft();
  const { state } = useForm();
  const filled = buttonPlaces.some(({ text, address }) => draft[text] || draft[address]);
  const byHand = splitFrontMatter(tidyBody(draft.body ?? "")).yaml !== null;
  const wrong = buttonFields.some((name) => name in state.fieldErrors);
  const initially = buttonPlaces.some(({ text }) => initial[text] || state.values[text]);
  return (
    <details className="wide message-buttons" open={initially || wrong || undefined}>
      <summary>Pulsanti sotto il messaggio (facoltativi, al massimo due)</summary>
      {byHand && (
        <p className="by-hand">
          Il contenuto comincia già con le righe dei pulsanti scritte a mano, tra due ---: restano come sono. Per usare
          i campi, cancellale.
        </p>
      )}
      {(!byHand || filled) &&
        buttonPlaces.map((place, index) => {
          const kind = buttonKinds.find((one) => one === draft[place.kind]) ?? "web";
          const words = buttonKindWords[kind];
          return (
            <fieldset key={place.text}>
              <legend>{index === 0 ? "Primo pulsante" : "Secondo pulsante"}</legend>
              <Field
                name={place.text}
                label="Testo"
                defaultValue={initial[place.text]}
                hint={
                  (draft[place.text] ?? "").length > long ? "Lungo: sul telefono può non vedersi tutto." : undefined
                }
              />
              <SelectField
                name={place.kind}
                label="Che cosa apre"
                options={options}
                defaultValue={initial[place.kind] ?? "web"}
              />
              <Field
                name={place.address}
                label={words.address}
                defaultValue={initial[place.address]}
                hint={words.hint}
                spellCheck={false}
              />
            </fieldset>
          );
        })}
    </details>
  );
}

/** A design judgement (appio.md §4): App IO sets no limit. */
const long = 28;
