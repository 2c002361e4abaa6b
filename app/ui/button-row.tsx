"use client";

import { createContext, type ReactNode, useContext, useId, useState } from "react";

const Latest = createContext<{ pressed: string | null; press: (id: string) => void }>({
  pressed: null,
  press: () => {},
});

/** Buttons in a row that answer below it, one at a time: what an earlier one said disappears. */
export function ButtonRow({ children }: { children: ReactNode }) {
  const [pressed, press] = useState<string | null>(null);
  return (
    <Latest value={{ pressed, press }}>
      <div className="row-of-buttons">{children}</div>
    </Latest>
  );
}

/** For a button of a row: whether its answer is the one to show, and what to call when it is pressed. */
export function useTurn() {
  const id = useId();
  const { pressed, press } = useContext(Latest);
  return { id, speaks: pressed === null || pressed === id, takeTurn: () => press(id) };
}
