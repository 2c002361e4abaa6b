"use client";

import "./page-progress.css";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

/** A page that comes quicker than this is not announced. Milliseconds. */
const PATIENCE = 400;

/**
 * A bar above the page, and a polite word, while the page of a link is on its way. Not a loading.tsx: below one, a page
 * that is not found answers 200, and without JavaScript nothing but the skeleton would be seen.
 */
export function PageProgress() {
  const here = `${usePathname()}?${useSearchParams()}`;
  // The page from which a link was followed: when another is shown, it has arrived.
  const [left, setLeft] = useState<string>();
  const waiting = left === here;

  useEffect(() => {
    setLeft(undefined);
    let timer: ReturnType<typeof setTimeout>;
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (`${link.pathname}${link.search}` === `${location.pathname}${location.search}`) return;
      clearTimeout(timer);
      timer = setTimeout(() => setLeft(here), PATIENCE);
    };
    document.addEventListener("click", follow);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("click", follow);
    };
  }, [here]);

  return (
    <div className="page-progress" data-waiting={waiting || undefined}>
      <p className="visually-hidden" aria-live="polite">
        {waiting ? "Caricamento della pagina…" : ""}
      </p>
    </div>
  );
}
