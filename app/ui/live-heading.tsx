"use client";

import { useEffect, useRef } from "react";

/** The h2 of a panel that changes with what a button inside it began or ended: it takes the focus of a button that is gone. */
export function LiveHeading({ id, children }: { id: string; children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(children);
  useEffect(() => {
    if (before.current !== children && document.activeElement === document.body) heading.current?.focus();
    before.current = children;
  }, [children]);
  return (
    <h2 ref={heading} id={id} tabIndex={-1} aria-live="polite">
      {children}
    </h2>
  );
}
