"use client";

import { useActionState, useState } from "react";
import { Alert } from "./alert";
import { useTell } from "./answer-place";
import { useTurn } from "./button-row";
import type { FormAction } from "./form";
import { type FormState, untouched } from "./form-state";

export type ActionButtonProps = {
  action: FormAction;
  fields: Record<string, string | number>;
  label: string;
  look?: string;
  /** Why it may not be pressed now. */
  refused?: string;
  /** Looks, when it is pressed, for what must be done first. */
  hindrance?: () => string | undefined;
  /** It disappears with what it does: its answer is for the AnswerPlace around it. */
  outlived?: boolean;
};

/**
 * A button that is a whole form: fixed fields, one press. A button that may not be pressed stays in its place, keeps the
 * focus and says why. The answer appears below the row of buttons.
 */
export function ActionButton({
  action,
  fields,
  label,
  look = "outline-primary",
  refused,
  hindrance,
  outlived,
}: ActionButtonProps) {
  const [state, submit, pending] = useActionState(useTold(action, outlived), untouched);
  const [asked, setAsked] = useState(false);
  // A page read anew brings new fields: what hindered before is forgotten.
  const [hindered, setHindered] = useState<{ since: object; why?: string }>({ since: fields });
  const { id, speaks, takeTurn } = useTurn();
  return (
    <form action={submit} className="action-button">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        className={`btn btn-sm btn-${look}`}
        aria-disabled={pending || refused !== undefined}
        aria-describedby={refused ? id : undefined}
        title={refused}
        onClick={(event) => {
          takeTurn();
          setAsked(refused !== undefined);
          const why = refused ? undefined : hindrance?.();
          setHindered({ since: fields, why });
          if (pending || refused || why) event.preventDefault();
        }}
      >
        {label}
      </button>
      {refused && (
        <span id={id} hidden>
          {refused}
        </span>
      )}
      <div className="action-outcome" aria-live="polite">
        {speaks && !pending && (
          <Answer
            why={asked ? refused : undefined}
            hindered={hindered.since === fields ? hindered.why : undefined}
            state={state}
          />
        )}
      </div>
    </form>
  );
}

/** The same action, whose answer is told elsewhere as soon as it is there: the button may be gone by then. */
function useTold(action: FormAction, outlived?: boolean): FormAction {
  const tell = useTell();
  return async (before, form) => {
    tell?.(undefined);
    const state = await action(before, form);
    if (!outlived || !tell || !state.done) return state;
    tell(state.done);
    return { ...state, done: undefined };
  };
}

function Answer({ why, hindered, state }: { why?: string; hindered?: string; state: FormState }) {
  if (hindered)
    return (
      <Alert tone="danger" live>
        <p>{hindered}</p>
      </Alert>
    );
  if (why)
    return (
      <Alert tone="info">
        <p>{why}</p>
      </Alert>
    );
  if (state.formError)
    return (
      <Alert tone="danger">
        <p>{state.formError}</p>
      </Alert>
    );
  return state.done ? (
    <Alert tone="success">
      <p>{state.done}</p>
    </Alert>
  ) : null;
}
