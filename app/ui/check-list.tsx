import "./check-list.css";
import type { ReactNode } from "react";

/** Boxes that answer one question, under its words; groups of them may be nested. */
export function CheckList({ legend, hint, children }: { legend: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="check-list">
      <legend>
        {legend}
        {hint && <small className="form-text">{hint}</small>}
      </legend>
      {children}
    </fieldset>
  );
}
