"use client";

import type { FocusEventHandler, FormEventHandler, HTMLInputTypeAttribute, ReactNode } from "react";
import { useForm } from "./form";

type Common = {
  /** Also the id, to which the summary of errors links. */
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  defaultValue?: string;
  className?: string;
};

type Wired = { id: string; name: string; required?: boolean; "aria-invalid"?: true; "aria-describedby"?: string };

/** Label, hint and error around a control, tied to it by id. */
function Labelled({
  field,
  children,
}: {
  field: Common;
  children: (wired: Wired, value: string, look: string) => ReactNode;
}) {
  const { name, label, hint, required, defaultValue, className } = field;
  const { state } = useForm();
  const error = state.fieldErrors[name];
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  const wired: Wired = {
    id: name,
    name,
    required,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": described || undefined,
  };
  return (
    <div className={`form-group ${className ?? ""}`}>
      <label className="active" htmlFor={name}>
        {label}
        {required && "*"}
      </label>
      {children(wired, state.values[name] ?? defaultValue ?? "", `form-control ${error ? "is-invalid" : ""}`)}
      {hint && (
        <small id={`${name}-hint`} className="form-text">
          {hint}
        </small>
      )}
      {error && (
        <span id={`${name}-error`} className="field-error">
          {error}
        </span>
      )}
    </div>
  );
}

type InputProps = Common & {
  type?: HTMLInputTypeAttribute;
  maxLength?: number;
  autoComplete?: string;
  inputMode?: "text" | "numeric" | "decimal";
  spellCheck?: boolean;
  onInput?: FormEventHandler<HTMLInputElement>;
  onBlur?: FocusEventHandler<HTMLInputElement>;
};

export function Field({
  type = "text",
  maxLength,
  autoComplete = "off",
  inputMode,
  spellCheck,
  onInput,
  onBlur,
  ...field
}: InputProps) {
  return (
    <Labelled field={field}>
      {(wired, value, look) => (
        <input
          {...wired}
          className={look}
          type={type}
          defaultValue={type === "password" ? undefined : value}
          maxLength={maxLength}
          autoComplete={autoComplete}
          inputMode={inputMode}
          spellCheck={spellCheck}
          onInput={onInput}
          onBlur={onBlur}
        />
      )}
    </Labelled>
  );
}

export function TextAreaField({ rows = 3, maxLength, ...field }: Common & { rows?: number; maxLength?: number }) {
  return (
    <Labelled field={field}>
      {(wired, value, look) => (
        <textarea {...wired} className={look} rows={rows} maxLength={maxLength} defaultValue={value} />
      )}
    </Labelled>
  );
}

export type Option = { value: string; label: string };

/** `options` may be grouped under headings. */
export function SelectField({
  options,
  empty,
  ...field
}: Common & { options: readonly (Option | { heading: string; options: readonly Option[] })[]; empty?: string }) {
  return (
    <Labelled field={field}>
      {(wired, value, look) => (
        // The key makes React honour a new default: it ignores it on a select that is mounted.
        <select
          key={value}
          {...wired}
          className={look.replace("form-control", "form-select form-control")}
          defaultValue={value}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) =>
            "heading" in option ? (
              <optgroup key={option.heading} label={option.heading}>
                {option.options.map(optionOf)}
              </optgroup>
            ) : (
              optionOf(option)
            ),
          )}
        </select>
      )}
    </Labelled>
  );
}

const optionOf = (option: Option) => (
  <option key={option.value} value={option.value}>
    {option.label}
  </option>
);

/** A box to tick, posted as "on"; an empty box is not posted. */
export function CheckField({
  name,
  label,
  defaultChecked,
  forget,
  hint,
}: {
  name: string;
  label: ReactNode;
  defaultChecked?: boolean;
  /** An acknowledgement: it is given anew at each submission. */
  forget?: boolean;
  hint?: ReactNode;
}) {
  const { state } = useForm();
  const error = state.fieldErrors[name];
  const answered = !forget && Object.keys(state.values).length > 0;
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="form-check">
      <input
        id={name}
        name={name}
        type="checkbox"
        defaultChecked={answered ? name in state.values : defaultChecked}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      />
      <label htmlFor={name}>{label}</label>
      {hint && (
        <small id={`${name}-hint`} className="form-text">
          {hint}
        </small>
      )}
      {error && (
        <span id={`${name}-error`} className="field-error">
          {error}
        </span>
      )}
    </div>
  );
}
