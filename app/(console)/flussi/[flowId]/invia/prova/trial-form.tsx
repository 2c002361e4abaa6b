"use client";

import Link from "next/link";
import { previewTitle } from "@/app/italian/send-steps";
import { trialButton, trialWarning } from "@/app/italian/trial";
import { Alert } from "@/app/ui/alert";
import { CheckField } from "@/app/ui/field";
import { Form, Submit, useForm } from "@/app/ui/form";
import { type Query, withQuery } from "@/app/ui/query";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { NUMBER } from "../anteprima/place";
import { trial } from "./actions";
import { CODE } from "./code-field";

const labels = { codes: "Codici fiscali di prova" };

/** Which test codes receive the text of which row. `formId` is drawn with the page: the same form sent twice sends once. */
export function TrialForm({
  flowId,
  formId,
  codes,
  row,
  number,
  total,
  departure,
}: {
  flowId: string;
  formId: string;
  codes: readonly string[];
  row: { id: string; subject: string };
  number: number;
  total: number;
  departure: Query;
}) {
  const preview = withQuery(`/flussi/${flowId}/invia/anteprima`, { ...departure, [NUMBER]: String(number) });
  return (
    <Form action={trial} labels={labels}>
      <input type="hidden" name="flowId" value={flowId} />
      <FormId drawn={formId} />
      <input type="hidden" name="rowId" value={row.id} />
      <StaticFields>
        <StaticField label="Testo" double>
          {previewTitle(number, total)}: {row.subject}
        </StaticField>
      </StaticFields>
      <p>
        <Link href={preview}>Guarda o scegli un'altra notifica</Link>
      </p>
      <Codes codes={codes} />
      <Alert tone="warning">
        <p>{trialWarning}</p>
      </Alert>
      <div className="row-of-buttons">
        <Submit look="outline-primary">{trialButton}</Submit>
      </div>
    </Form>
  );
}

/** What comes back to be corrected is the same form. */
function FormId({ drawn }: { drawn: string }) {
  const { state } = useForm();
  return <input type="hidden" name="formId" value={state.values.formId ?? drawn} />;
}

function Codes({ codes }: { codes: readonly string[] }) {
  const { state } = useForm();
  const error = state.fieldErrors.codes;
  return (
    <fieldset id="codes" tabIndex={-1} className="test-codes" aria-describedby={error ? "codes-error" : undefined}>
      <legend>{labels.codes}</legend>
      {codes.map((code) => (
        <CheckField key={code} name={`${CODE}${code}`} label={code} defaultChecked={codes.length === 1} />
      ))}
      {error && (
        <span id="codes-error" className="field-error">
          {error}
        </span>
      )}
    </fieldset>
  );
}
