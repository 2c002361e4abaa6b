"use client";

import { createContext, type ReactNode, useActionState, useContext, useEffect, useRef } from "react";
import { Alert } from "./alert";
import { type FormState, untouched } from "./form-state";
import { Icon } from "./sprite-icon";

export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

type Shared = { state: FormState; pending: boolean };
const FormContext = createContext<Shared>({ state: untouched, pending: false });
export const useForm = () => useContext(FormContext);

/**
 * A form over a server action; works without JavaScript. Fields inside read their value and error from the answer;
 * errors are summed up above, each a link to its field, and the summary takes the focus.
 */
export function Form({
  id,
  action,
  labels,
  className,
  children,
}: {
  id?: string;
  action: FormAction;
  /** Field name → label, for the summary of errors. */
  labels: Record<string, string>;
  className?: string;
  children: ReactNode;
}) {
  const [state, submit, pending] = useActionState(action, untouched);
  // What was refused becomes the fields' default, and still is not saved.
  const unsaved = Object.keys(state.values).length > 0 || undefined;
  return (
    <FormContext value={{ state, pending }}>
      <form id={id} action={submit} className={className} noValidate data-unsaved={unsaved}>
        <Outcome state={state} labels={labels} />
        {children}
      </form>
    </FormContext>
  );
}

function Outcome({ state, labels }: { state: FormState; labels: Record<string, string> }) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state !== untouched) summary.current?.focus();
  }, [state]);
  const errors = Object.entries(state.fieldErrors);
  if (!state.done && !state.formError && errors.length === 0) return null;
  return (
    <div ref={summary} tabIndex={-1} className="form-outcome">
      {state.done ? (
        <Alert tone="success" live>
          <p>{state.done}</p>
        </Alert>
      ) : (
        <Alert tone="danger" live title={state.formError ?? "Correggi i campi segnalati"}>
          {errors.length > 0 && (
            <ul>
              {errors.map(([name, error]) => (
                <li key={name}>
                  <a href={`#${name}`}>{labels[name] ?? name}</a>: {error}
                </li>
              ))}
            </ul>
          )}
        </Alert>
      )}
    </div>
  );
}

/** The button that submits the form around it; while the answer is awaited it keeps the focus and refuses a second press. */
export function Submit({
  children,
  look = "primary",
  name,
  value,
}: {
  children: ReactNode;
  look?: string;
  name?: string;
  value?: string;
}) {
  const { pending } = useForm();
  return (
    <button
      type="submit"
      className={`btn btn-sm btn-${look}`}
      name={name}
      value={value}
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending && <Icon name="it-refresh" className="icon-xs icon-white spinning" />}
      {children}
    </button>
  );
}
