"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { number } from "@/app/italian/format";
import { progressLine, sharedLine, spokenProgress } from "@/app/italian/progress";
import type { FlowProgress } from "@/lib/flows/progress";
import { can } from "@/lib/flows/state";
import { type Pace, usePoll } from "./poll";
import { StopDialog } from "./stop-dialog";

const whileSending: Pace = { first: 1000, factor: 1.5, longest: 5000 };
const whileOutcomesArrive: Pace = { first: 2000, factor: 1.5, longest: 30_000 };

/** Milliseconds between two spoken lines, and between two refreshes of the page around the panel. */
const SPOKEN = 30_000;
const REFRESHED = 10_000;

/** The live panel of a flow In invio, and after it of the outcomes still to come. */
export function Progress({
  flowId,
  initial,
  stopRefused,
}: {
  flowId: string;
  initial: FlowProgress;
  stopRefused?: string;
}) {
  const router = useRouter();
  const [polled, setPolled] = useState<FlowProgress>();
  // The page around is newer than the last poll when its version is.
  const progress = polled && polled.version >= initial.version ? polled : initial;
  const sending = can(progress.state, "stop");
  const started = sending || can(progress.state, "verify");
  const open = sending || (started && progress.openOutcomes > 0);
  const [spoken, setSpoken] = useState("");
  const last = useRef({ spoken: 0, refreshed: 0, sending });

  usePoll(
    async (signal) => {
      const next = await fetchProgress(flowId, signal);
      // The session is over: the page itself leads to the sign-in and back.
      if (next === "signed-out") return router.refresh();
      if (!next) return;
      setPolled(next);
      const now = Date.now();
      const settled = next.state !== progress.state;
      const moved = next.done !== progress.done || next.openOutcomes !== progress.openOutcomes;
      if (settled || (moved && now - last.current.refreshed > REFRESHED)) {
        last.current.refreshed = now;
        router.refresh();
      }
      if (settled || now - last.current.spoken > SPOKEN) {
        last.current.spoken = now;
        setSpoken(spokenProgress({ ...next, sending: can(next.state, "stop") }, new Date()));
      }
    },
    open ? (sending ? whileSending : whileOutcomesArrive) : null,
  );

  // The stop button goes away with the sending: whoever pressed it is left here, not at the top of the page.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!sending && started && document.activeElement === document.body && last.current.sending) place.current?.focus();
    last.current.sending = sending;
  }, [sending, started]);

  const facts = { ...progress, sending };
  const shared = sharedLine(facts);
  return (
    <div ref={place} tabIndex={-1}>
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
      {open && (
        <section className="panel progress-panel" aria-label="Avanzamento dell'invio">
          {sending && (
            <div
              className="progress"
              role="progressbar"
              aria-label="Notifiche inviate"
              aria-valuemin={0}
              aria-valuemax={progress.total}
              aria-valuenow={progress.done}
              aria-valuetext={`${number(progress.done)} di ${number(progress.total)}`}
            >
              <div
                className="progress-bar"
                style={{ width: `${(100 * progress.done) / Math.max(1, progress.total)}%` }}
              />
            </div>
          )}
          <div className="progress-line">
            {/* The hour of the end depends on the clock of who draws it. */}
            <p suppressHydrationWarning>{progressLine(facts, new Date())}</p>
            {sending && <StopDialog flowId={flowId} progress={progress} refused={stopRefused} />}
          </div>
          {shared && <p className="quiet">{shared}</p>}
          {sending && <p className="quiet">Puoi chiudere questa pagina: l'invio continua.</p>}
        </section>
      )}
    </div>
  );
}

/** Null when it cannot be had now: the next poll asks again. */
async function fetchProgress(flowId: string, signal: AbortSignal): Promise<FlowProgress | "signed-out" | null> {
  try {
    const answer = await fetch(`/flussi/${flowId}/avanzamento`, { signal, cache: "no-store" });
    if (answer.status === 401) return "signed-out";
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
