import { setTimeout as sleep } from "node:timers/promises";
import type { AppIo } from "../appio/client";
import { messageOf } from "../appio/message";
import { type Answer, type ProfileOutcome, profileOutcome, type SendOutcome, sendOutcome } from "../appio/outcome";
import type { Slots } from "../appio/slots";
import type { Claimed } from "./claim";
import type { Settlement } from "./settle";

/** What a claimed row needs to be sent: one service and one lane of the budget. */
export type Line = {
  appio: AppIo;
  key: string;
  requireSecureChannels: boolean;
  slots: Slots;
  /** Commits the mark; false when the claim no longer holds. */
  mark: (row: Claimed) => Promise<boolean>;
  settle: (settlement: Settlement) => Promise<void>;
  /** Told of every outcome: it pauses the budget on a 429 and stops the flow on a fault. Never fails. */
  observe: (call: "profile" | "send", outcome: ProfileOutcome | SendOutcome) => Promise<void>;
  /** Profile checks of other rows that failed one after the other, up to now. */
  failing: () => number;
  /** No row is begun after it. */
  starting: AbortSignal;
  /** No call is begun after it. */
  going: AbortSignal;
};

const PROFILE_TRIES = 3;

/**
 * Takes one claimed row to its end: profile check, mark, POST, settle. The POST happens at most once and only behind a
 * committed mark; a row that surely was not sent and decides nothing goes back to Registrato.
 */
export async function sendRow(row: Claimed, line: Line): Promise<Settlement> {
  let settlement = released(row);
  try {
    settlement = (await check(row, line)) ?? (await post(row, line));
  } finally {
    await line.settle(settlement);
  }
  return settlement;
}

/** The profile check: how the row ends there, or null when it may be posted. Harmless to repeat. */
async function check(row: Claimed, line: Line): Promise<Settlement | null> {
  for (let tries = 1; await line.slots.take(line.starting, tries === 1 ? "starting" : "ending"); tries++) {
    const answer = await line.appio.profile(line.key, row.fiscalCode);
    const outcome = profileOutcome(answer);
    await line.observe("profile", outcome);
    if (outcome.kind === "allowed") return null;
    if (outcome.kind === "throttled" || outcome.kind === "stop") return released(row);
    if (outcome.kind !== "unavailable") return ended(row, profileEnding(outcome), "profile", answer, outcome);
    // The platform answers for others and not for this person: the row must not hold up its flow for ever.
    const alone = tries === PROFILE_TRIES && line.failing() <= PROFILE_TRIES;
    if (alone) return ended(row, { state: "error", reason: "no-answer" }, "profile", answer, outcome);
    if (tries === PROFILE_TRIES) return released(row);
    await sleep(200 * 3 ** tries * (0.5 + Math.random()), null, { signal: line.starting }).catch(() => null);
  }
  return released(row);
}

/** Mark and POST. Nothing after the POST may fail: its answer is the row's truth. */
async function post(row: Claimed, line: Line): Promise<Settlement> {
  const message = messageOf({ ...row, requireSecureChannels: line.requireSecureChannels });
  if (!(await line.slots.take(line.going, "ending"))) return released(row);
  // A mark of which we do not know the commit is not followed by a POST: releasing the row takes it back.
  if (!(await line.mark(row).catch(() => false))) return released(row);
  const answer = await line.appio.submit(line.key, message);
  const outcome = sendOutcome(answer);
  await line.observe("send", outcome);
  const ending = sendEnding(outcome);
  return ending ? ended(row, ending, "send", answer, outcome) : released(row);
}

type Ending = Pick<Settlement, "state" | "reason"> & { deliveryId?: string };

const profileEnding = (outcome: Extract<ProfileOutcome, { kind: "unreachable" | "refused" }>): Ending =>
  outcome.kind === "unreachable"
    ? { state: "unreachable", reason: outcome.reason }
    : { state: "error", reason: outcome.reason };

/** How a row ends after the POST; null when it surely was not sent and may go back. */
function sendEnding(outcome: SendOutcome): Ending | null {
  switch (outcome.kind) {
    case "accepted":
      return { state: "sent", reason: null, deliveryId: outcome.deliveryId };
    case "refused":
      return { state: "error", reason: outcome.reason };
    case "lost":
      return { state: "error", reason: "uncertain" };
    case "throttled":
    case "stop":
    case "unavailable":
      return null;
  }
}

const released = ({ id, claimId }: Claimed): Settlement => ({
  id,
  claimId,
  state: "registered",
  reason: null,
  deliveryId: null,
  attempt: null,
});

const ended = (
  { id, claimId }: Claimed,
  { state, reason, deliveryId }: Ending,
  kind: "profile" | "send",
  answer: Answer,
  outcome: ProfileOutcome | SendOutcome,
): Settlement => ({
  id,
  claimId,
  state,
  reason,
  deliveryId: deliveryId ?? null,
  attempt: {
    kind,
    outcome: outcome.kind === "lost" ? "lost" : (reason ?? outcome.kind),
    title: "title" in outcome ? outcome.title : null,
    httpStatus: answer.kind === "answered" ? answer.status : null,
    durationMs: answer.durationMs,
  },
});
