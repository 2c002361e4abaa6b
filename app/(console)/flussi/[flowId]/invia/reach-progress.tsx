"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { count, number } from "@/app/italian/format";
import { reachLine } from "@/app/italian/reachability";
import type { FlowReachability } from "@/lib/flows/reachability";
import { type Pace, usePoll } from "../poll";

/** What the panel polls. */
export type ReachProgressFacts = Pick<FlowReachability, "state" | "asked" | "persons" | "secondsLeft">;

const whileAsking: Pace = { first: 1000, factor: 1.5, longest: 10_000 };
/** Milliseconds between two spoken lines. */
const SPOKEN = 30_000;

/** How far a running check is; when it has ended, the page around shows what it found. */
export function ReachProgress({ flowId, initial }: { flowId: string; initial: ReachProgressFacts }) {
  const router = useRouter();
  const [facts, setFacts] = useState(initial);
  const [spoken, setSpoken] = useState("");
  const lastSpoken = useRef(0);
  const { asked, persons } = facts;

  usePoll(async (signal) => {
    const next = await fetchProgress(flowId, signal);
    if (next === "signed-out" || (next && next.state !== "running")) return router.refresh();
    if (!next) return;
    setFacts(next);
    if (Date.now() - lastSpoken.current < SPOKEN) return;
    lastSpoken.current = Date.now();
    setSpoken(`${count(next.asked, "persona verificata", "persone verificate")} su ${number(next.persons)}`);
  }, whileAsking);

  return (
    <div className="progress-panel">
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
      <div
        className="progress"
        role="progressbar"
        aria-label="Persone verificate"
        aria-valuemin={0}
        aria-valuemax={persons}
        aria-valuenow={asked}
        aria-valuetext={`${number(asked)} di ${number(persons)}`}
      >
        <div className="progress-bar" style={{ width: `${(100 * asked) / Math.max(1, persons)}%` }} />
      </div>
      {/* The hour of the end depends on the clock of who draws it. */}
      <p suppressHydrationWarning>{reachLine(facts, new Date())}</p>
      <p className="quiet">Puoi lasciare questa pagina: la verifica continua.</p>
    </div>
  );
}

/** Null when it cannot be had now: the next poll asks again. */
async function fetchProgress(flowId: string, signal: AbortSignal): Promise<ReachProgressFacts | "signed-out" | null> {
  try {
    const answer = await fetch(`/flussi/${flowId}/invia/verifica`, { signal, cache: "no-store" });
    if (answer.status === 401) return "signed-out";
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
