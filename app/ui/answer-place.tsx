"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { Alert } from "./alert";

const Tell = createContext<((done: string | undefined) => void) | null>(null);

/** Tells the answer of a button that disappears with what it did; null where there is no such place. */
export const useTell = () => useContext(Tell);

/** Where the buttons inside that do not outlive their action say what was done; the answer takes the focus. */
export function AnswerPlace({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!told) return;
    // The button was in it; while it is open nothing else can take the focus.
    document.querySelector<HTMLDialogElement>("dialog[open]")?.close();
    box.current?.focus();
  }, [told]);
  return (
    <Tell value={setTold}>
      {told && (
        <div ref={box} tabIndex={-1} className="form-outcome">
          <Alert tone="success" live>
            <p>{told}</p>
          </Alert>
        </div>
      )}
      {children}
    </Tell>
  );
}
