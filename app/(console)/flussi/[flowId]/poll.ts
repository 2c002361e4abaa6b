"use client";

import { useEffect, useRef } from "react";

/** Waits in milliseconds: the first, how much longer each next one, the longest. */
export type Pace = { first: number; factor: number; longest: number };

/**
 * Calls `ask` again and again, each time a little later, never in a hidden tab; when the tab is shown again it asks at
 * once. A null pace asks nothing; a new one starts afresh.
 */
export function usePoll(ask: (signal: AbortSignal) => Promise<void>, pace: Pace | null) {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!pace) return;
    const stopped = new AbortController();
    let wait = pace.first;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => {
      if (stopped.signal.aborted || document.hidden) return;
      timer = setTimeout(async () => {
        wait = Math.min(wait * pace.factor, pace.longest);
        await latest.current(stopped.signal);
        again();
      }, wait);
    };
    const shown = () => {
      clearTimeout(timer);
      wait = pace.first;
      again();
    };
    document.addEventListener("visibilitychange", shown);
    again();
    return () => {
      stopped.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", shown);
    };
  }, [pace]);
}
