"use client";

import { useState } from "react";
import { Alert } from "./alert";
import { useTurn } from "./button-row";

/** A button that may not be pressed now: it stays in its place, can be reached, and says why. */
export function RefusedButton({ label, reason }: { label: string; reason: string }) {
  const [asked, setAsked] = useState(false);
  const { id, speaks, takeTurn } = useTurn();
  return (
    <>
      <button
        type="button"
        className="btn btn-sm btn-outline-primary"
        aria-disabled
        aria-describedby={id}
        title={reason}
        onClick={() => {
          takeTurn();
          setAsked(true);
        }}
      >
        {label}
      </button>
      <span id={id} hidden>
        {reason}
      </span>
      <div className="action-outcome" aria-live="polite">
        {asked && speaks && (
          <Alert tone="info">
            <p>{reason}</p>
          </Alert>
        )}
      </div>
    </>
  );
}
