"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { type Pace, usePoll } from "./poll";

const whenDue: Pace = { first: 2000, factor: 1.5, longest: 20_000 };
/** What setTimeout can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Reads the page anew once the moment of a scheduled send has come, until it shows that the flow has left. */
export function AwaitDeparture({ at }: { at: number }) {
  const router = useRouter();
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(Date.now() >= at), Math.min(Math.max(0, at - Date.now()), LONGEST_TIMER));
    return () => clearTimeout(timer);
  }, [at]);
  usePoll(async () => router.refresh(), due ? whenDue : null);
  return null;
}
