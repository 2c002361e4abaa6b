"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { readingLine } from "@/app/italian/import";
import { type Pace, usePoll } from "../../poll";
import { SendingBar } from "../sending-bar";
import type { ReadingState } from "./reading";

const whileReading: Pace = { first: 700, factor: 1.3, longest: 4000 };

/** Waits for the reading of a file, without holding whoever watches it: it goes on when the page is closed. */
export function Reading({ address, initial }: { address: string; initial: ReadingState }) {
  const router = useRouter();
  const [reading, setReading] = useState(initial);
  usePoll(async (signal) => {
    const next = await look(address, signal);
    // The session is over: the page itself leads to the sign-in and back.
    if (next === "signed-out") return router.refresh();
    if (!next) return;
    setReading(next);
    if (next.done) router.refresh();
  }, whileReading);
  return (
    <SendingBar label="Lettura del file" part={reading.part} text={readingLine(reading)}>
      <p className="quiet">Puoi chiudere questa pagina: l'importazione continua, e l'esito resta qui.</p>
    </SendingBar>
  );
}

/** Null when it cannot be had now: the next poll asks again. */
async function look(address: string, signal: AbortSignal): Promise<ReadingState | "signed-out" | null> {
  try {
    const answer = await fetch(address, { signal, cache: "no-store" });
    if (answer.status === 401) return "signed-out";
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
