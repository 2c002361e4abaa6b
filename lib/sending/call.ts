import { setTimeout as sleep } from "node:timers/promises";
import type { AppIo } from "../appio/client";
import { messageOf } from "../appio/message";
import { type Answer, type ProfileOutcome, profileOutcome, type SendOutcome, sendOutcome } from "../appio/outcome";
import type { Slots } from "../appio/slots";
import type { Claimed } from "./claim";
import type { Settlement } from "./settle";

/** What a claimed row needs to be sent: one service, one lane of the budget, one owner of the claims. */
export type Line = {
  appio: AppIo;
  key: string;
  requireSecureChannels: boolean;
  slots: Slots;
  /** Commits the mark; false when the row is no longer the owner's. */
  mark: (id: string) => Promise<boolean>;
  settle: (settlement: Settlement) => Promise<void>;
  /** Told of every outcome: it pauses the budget on a 429 and stops the flow on a fault. */
  observe: (call: "profile" | "send", outcome: ProfileOutcome | SendOutcome) => Promise<void>;
  /** No new call begins after it. */
  signal: AbortSignal;
};

const PROFILE_TRIES = 3;

/**
 * Takes one claimed row to its end: profile check, mark, POST, settle. The POST happens at most once and only behind a
 * committed mark; a row that surely was not sent and decides nothing goes back to Registrato.
 */
export async function sendRow(row: Claimed, line: Line): Promise<Settlement> {
  const settlement = await callPlatform(row, line);
  await line.settle(settlement);
  return settlement;
}

async function callPlatform(row: Claimed, line: Line): Promise<Settlement> {
  const profile = await checkProfile(row, line);
  if (!profile) return released(row);
  const refused = profileEnding(profile.outcome);
  if (refused) return { id: row.id, ...refused, deliveryId: null, attempt: attempt("profile", profile) };
  if (profile.outcome.kind !== "allowed") return released(row);

  if (!(await line.slots.take(line.signal))) return released(row);
  // A mark of which we do not know the commit is not followed by a POST: releasing the row takes it back.
  if (!(await line.mark(row.id).catch(() => false))) return released(row);
  const answer = await line.appio.submit(
    line.key,
    messageOf({ ...row, requireSecureChannels: line.requireSecureChannels }),
  );
  const outcome = sendOutcome(answer);
  await line.observe("send", outcome);
  const ending = sendEnding(outcome);
  return ending ? { id: row.id, ...ending, attempt: attempt("send", { answer, outcome }) } : released(row);
}

/** Asks until the platform says something; null when the signal came first. Harmless to repeat. */
async function checkProfile(row: Claimed, line: Line) {
  for (let tries = 1; await line.slots.take(line.signal); tries++) {
    const answer = await line.appio.profile(line.key, row.fiscalCode);
    const outcome = profileOutcome(answer);
    await line.observe("profile", outcome);
    if (outcome.kind !== "unavailable" || tries === PROFILE_TRIES) return { answer, outcome };
    await sleep(200 * 3 ** tries * (0.5 + Math.random()), null, { signal: line.signal }).catch(() => null);
  }
  return null;
}

/** How a row ends at the profile check; null when it goes on, or back. */
function profileEnding(outcome: ProfileOutcome): Pick<Settlement, "state" | "reason"> | null {
  if (outcome.kind === "unreachable") return { state: "unreachable", reason: outcome.reason };
  return outcome.kind === "refused" ? { state: "error", reason: outcome.reason } : null;
}

/** How a row ends after the POST; null when it surely was not sent and may go back. */
function sendEnding(outcome: SendOutcome): Pick<Settlement, "state" | "reason" | "deliveryId"> | null {
  switch (outcome.kind) {
    case "accepted":
      return { state: "sent", reason: null, deliveryId: outcome.deliveryId };
    case "refused":
      return { state: "error", reason: outcome.reason, deliveryId: null };
    case "lost":
      return { state: "error", reason: "uncertain", deliveryId: null };
    case "throttled":
    case "stop":
    case "unavailable":
      return null;
  }
}

const released = (row: Claimed): Settlement => ({
  id: row.id,
  state: "registered",
  reason: null,
  deliveryId: null,
  attempt: null,
});

function attempt(
  kind: "profile" | "send",
  ended: { answer: Answer; outcome: ProfileOutcome | SendOutcome },
): Settlement["attempt"] {
  const { answer, outcome } = ended;
  return {
    kind,
    outcome: "reason" in outcome ? outcome.reason : outcome.kind,
    title: "title" in outcome ? outcome.title : null,
    httpStatus: answer.kind === "answered" ? answer.status : null,
    durationMs: answer.durationMs,
  };
}
