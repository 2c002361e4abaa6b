"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { number } from "@/app/italian/format";
import { budgetLines, progressLine, spokenProgress, verificationLine } from "@/app/italian/progress";
import { ActionButton } from "@/app/ui/action-button";
import type { FlowProgress } from "@/lib/flows/progress";
import { can } from "@/lib/flows/state";
import { stopVerification } from "../actions";
import { flowErrorId } from "./flow-error-id";
import { type Pace, usePoll } from "./poll";
import { progressId } from "./progress-id";
import { StopDialog } from "./stop-dialog";

const whileSending: Pace = { first: 1000, factor: 1.5, longest: 5000 };
/** The seconds of a pause are counted down. */
const whilePaused: Pace = { first: 1000, factor: 1, longest: 1000 };
const whileOutcomesArrive: Pace = { first: 2000, factor: 1.5, longest: 30_000 };

/** Milliseconds between two spoken lines, and between two refreshes of the page around the panel. */
const SPOKEN = 30_000;
const REFRESHED = 10_000;

function paceOf(progress: FlowProgress): Pace | null {
  const { sending, verifying } = activityOf(progress);
  if (sending && progress.opensAt) return whileOutcomesArrive;
  if (sending || verifying) return progress.budget.pausedSeconds > 0 ? whilePaused : whileSending;
  return can(progress.state, "verify") && progress.awaited > 0 ? whileOutcomesArrive : null;
}

/** What goes on in a flow, and what one sees of it: the send, a Verifica Stato, outcomes on their way. */
function activityOf(progress: FlowProgress) {
  const sending = can(progress.state, "stop");
  const sent = can(progress.state, "verify");
  const verifying = sent && progress.verification !== null && progress.verification.unread > 0;
  const shown = sending || (sent && (progress.awaited > 0 || progress.verification !== null));
  return { sending, verifying, shown };
}

/** The live panel of a flow In invio, and after it of the outcomes still to come. */
export function Progress({
  flowId,
  initial,
  stopRefused,
  stopVerifyRefused,
}: {
  flowId: string;
  initial: FlowProgress;
  stopRefused?: string;
  stopVerifyRefused?: string;
}) {
  const router = useRouter();
  // A page that was read anew is newer than what was polled before.
  const [polled, setPolled] = useState({ since: initial, progress: initial });
  const progress = polled.since === initial ? polled.progress : initial;
  const { sending, verifying, shown } = activityOf(progress);
  const [rate, measure] = useMeasuredRate();
  const [spoken, setSpoken] = useState("");
  const [stopped, setStopped] = useState<string>();
  const last = useRef({ spoken: 0, refreshed: 0 });
  // However it learns of it: nobody may be left with a line that says that the send goes on.
  const ended = useEnded(sending || verifying);
  const aloud = ended ? spokenProgress({ ...progress, sending }, new Date()) : spoken;

  usePoll(async (signal) => {
    const answer = await fetchProgress(flowId, signal);
    // The session is over: the page itself leads to the sign-in and back.
    if (answer === "signed-out") return router.refresh();
    if (!answer) return;
    const next = measure(answer);
    setPolled({ since: initial, progress: next });
    const now = Date.now();
    const changed = next.state !== progress.state || (verifying && !activityOf(next).verifying);
    const moved = next.done !== progress.done || next.open !== progress.open;
    if (changed || (moved && now - last.current.refreshed > REFRESHED)) {
      last.current.refreshed = now;
      router.refresh();
    }
    if (changed || now - last.current.spoken > SPOKEN) {
      last.current.spoken = now;
      setSpoken(spokenProgress({ ...next, sending: activityOf(next).sending }, new Date()));
    }
  }, paceOf(progress));

  const { budget, verification } = progress;
  const facts = { ...progress, sending, rate };
  return (
    <div ref={useFocusAfter(sending, verifying)} id={progressId} tabIndex={-1}>
      <p className="visually-hidden" aria-live="polite">
        {aloud}
      </p>
      {(shown || stopped) && (
        <section className="panel progress-panel" aria-label="Avanzamento dell'invio">
          {sending && <Bar label="Notifiche inviate" done={progress.done} total={progress.total} />}
          <div className="progress-line">
            {/* The hour of the end depends on the clock of who draws it. */}
            <p suppressHydrationWarning>{progressLine(facts, new Date())}</p>
            {sending && <StopDialog flowId={flowId} progress={progress} refused={stopRefused} />}
          </div>
          {stopped && !verification && <p>{stopped}</p>}
          {verification && (
            <div className="progress-line">
              <p>{verificationLine(verification)}</p>
              {verifying && (
                <ActionButton
                  // Its answer stays when the button is gone.
                  action={async (before, form) => {
                    const state = await stopVerification(before, form);
                    setStopped(state.done);
                    return state;
                  }}
                  fields={{ flowId }}
                  label="Interrompi la verifica"
                  refused={stopVerifyRefused}
                />
              )}
            </div>
          )}
          {(sending || verifying) &&
            budgetLines([budget.organizationName], budget).map((line) => (
              <p key={line} className="quiet">
                {line}
              </p>
            ))}
          {sending && <p className="quiet">Puoi chiudere questa pagina: l'invio continua.</p>}
        </section>
      )}
    </div>
  );
}

function Bar({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      aria-valuetext={`${number(done)} di ${number(total)}`}
    >
      <div className="progress-bar" style={{ width: `${(100 * done) / Math.max(1, total)}%` }} />
    </div>
  );
}

/** Whether what this panel has shown going on has ended. */
function useEnded(active: boolean): boolean {
  const [was, setWas] = useState(active);
  if (active && !was) setWas(true);
  return was && !active;
}

/** The button that ends what goes on disappears with it: whoever pressed it is left here, not at the top of the page. */
function useFocusAfter(sending: boolean, verifying: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef({ sending, verifying });
  useEffect(() => {
    const ended = (before.current.sending && !sending) || (before.current.verifying && !verifying);
    if (ended && document.activeElement === document.body)
      (document.getElementById(flowErrorId) ?? place.current)?.focus();
    before.current = { sending, verifying };
  }, [sending, verifying]);
  return place;
}

/** How far back the rate is measured, in milliseconds. */
const WINDOW = 30_000;

type Look = { at: number; done: number };

/**
 * Notifications a second as they were seen to leave lately. Where nothing limits the rate the budget says nothing of the
 * time left: it follows from this.
 */
function useMeasuredRate(): [rate: number | undefined, measure: (progress: FlowProgress) => FlowProgress] {
  const looks = useRef<Look[]>([]);
  const [rate, setRate] = useState<number>();
  const measure = (progress: FlowProgress): FlowProgress => {
    const now = { at: Date.now(), done: progress.done };
    const lately = looks.current.filter(({ at, done }) => now.at - at <= WINDOW && done <= now.done);
    looks.current = [...lately, now];
    const measured = rateSince(lately[0], now);
    setRate(measured);
    if (progress.secondsLeft !== null || !measured) return progress;
    return { ...progress, secondsLeft: progress.remaining / measured };
  };
  return [rate, measure];
}

/** Undefined before two looks have seen some leave. */
function rateSince(first: Look | undefined, now: Look): number | undefined {
  if (!first || first.done === now.done || first.at === now.at) return undefined;
  return ((now.done - first.done) * 1000) / (now.at - first.at);
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
