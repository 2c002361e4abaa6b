"use client";

import { createContext, type FormEvent, type ReactNode, useContext, useState } from "react";
import { useForm } from "@/app/ui/form";

const DraftContext = createContext<Record<string, string>>({});

/** What the fields around hold at this moment, for counters and preview. */
export const useDraft = () => useContext(DraftContext);

/**
 * Follows what is typed into the fields inside, which stay uncontrolled. An answer of the server starts anew from the
 * values it carries.
 */
export function Draft({
  initial,
  className,
  children,
}: {
  initial: Record<string, string>;
  className?: string;
  children: ReactNode;
}) {
  const { state } = useForm();
  const [typed, setTyped] = useState({ since: state, values: {} });
  const values = typed.since === state ? typed.values : {};

  const follow = ({ target }: FormEvent<HTMLDivElement>) => {
    if (
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement
    )
      setTyped({ since: state, values: { ...values, [target.name]: postedBy(target) } });
  };

  // A box that was posted empty is not among the values.
  const answered = Object.keys(state.values).length > 0 ? { payableAfterDue: "", ...state.values } : {};
  return (
    <DraftContext value={{ ...initial, ...answered, ...values }}>
      <div className={className} onInput={follow}>
        {children}
      </div>
    </DraftContext>
  );
}

/** As the form posts it. */
const postedBy = (control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement) =>
  control.type === "checkbox" && control instanceof HTMLInputElement && !control.checked ? "" : control.value;
