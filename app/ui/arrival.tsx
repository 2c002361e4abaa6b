"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** A section to which an action leads by the hash of its address: it takes the focus, so that it is read first. */
export function Arrival({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (window.location.hash === `#${id}`) section.current?.focus();
  }, [id]);
  return (
    <section ref={section} id={id} tabIndex={-1} aria-label={label}>
      {children}
    </section>
  );
}
