import type { AttemptKind } from "@/db/states";
import { messageOf } from "../appio/message";
import type { Answer, ProfileOutcome, SendOutcome } from "../appio/outcome";
import type { Claimed } from "./claim";
import type { Line } from "./line";
import type { Settlement } from "./settle";

/** What sending a claimed row needs: a line to the platform, and two statements on the row. */
export type Sending = {
  line: Line;
  requireSecureChannels: boolean;
  /** Commits the mark; false when the claim no longer holds. */
  mark: (row: Claimed) => Promise<boolean>;
  settle: (settlement: Settlement) => Promise<void>;
  /** No call is begun after it. */
  going: AbortSignal;
};

/**
 * Takes one claimed row to its end: profile check, mark, POST, settle. The POST happens at most once and only behind a
 * committed mark; a row that surely was not sent and decides nothing goes back to Registrato.
 */
export async function sendRow(row: Claimed, sending: Sending): Promise<Settlement> {
  let settlement = settlementOf(row, null);
  // What fails behind the mark may have left all the same.
  const mark = async (marked: Claimed) => {
    const held = await sending.mark(marked);
    if (held) settlement = settlementOf(row, { state: "error", reason: "uncertain" });
    return held;
  };
  try {
    settlement = (await check(row, sending)) ?? (await post(row, { ...sending, mark }));
  } finally {
    await sending.settle(settlement);
  }
  return settlement;
}

/** The profile check: how the row ends there, or null when it may be posted. */
async function check(row: Claimed, { line, going }: Sending): Promise<Settlement | null> {
  if (row.reachability === "allowed") return null;
  if (row.reachability) {
    const asked = { kind: "profile" as const, outcome: row.reachability, title: "Verifica raggiungibilità" };
    const end = { state: "unreachable" as const, reason: row.reachability };
    return { ...settlementOf(row, end), attempt: { ...asked, httpStatus: null, durationMs: null } };
  }
  const checked = await line.profile(row.fiscalCode, going);
  if (!checked) return settlementOf(row, null);
  const { answer, outcome } = checked;
  switch (outcome.kind) {
    case "allowed":
      return null;
    case "unreachable":
      return settlementOf(row, { state: "unreachable", reason: outcome.reason }, "profile", { answer, outcome });
    case "refused":
      return settlementOf(row, { state: "error", reason: outcome.reason }, "profile", { answer, outcome });
    // The platform answers for others and not for this person: the row must not hold up its flow for ever.
    case "unavailable":
      return settlementOf(row, { state: "error", reason: "no-answer" }, "profile", { answer, outcome });
    case "stop":
    case "throttled":
      return settlementOf(row, null);
  }
}

/** Mark and POST. Nothing after the POST may fail: its answer is the row's truth. */
async function post(row: Claimed, { line, going, requireSecureChannels, mark }: Sending): Promise<Settlement> {
  const message = messageOf({ ...row, requireSecureChannels });
  const posted = await line.submit(message, going, () => mark(row));
  return posted ? settlementOf(row, endOf(posted.outcome), "send", posted) : settlementOf(row, null);
}

type End = Pick<Settlement, "state" | "reason">;

/** How a row ends after its POST; null when it surely was not sent and may go back. */
export function endOf(outcome: SendOutcome): End | null {
  if (outcome.left === "yes") return { state: "sent", reason: null };
  if (outcome.left === "unknown") return { state: "error", reason: "uncertain" };
  return outcome.kind === "refused" ? { state: "error", reason: outcome.reason } : null;
}

function settlementOf(
  { id, claimId }: Claimed,
  end: End | null,
  kind: AttemptKind = "profile",
  call?: { answer: Answer; outcome: Exclude<ProfileOutcome, { kind: "allowed" }> | SendOutcome },
): Settlement {
  const { state, reason } = end ?? { state: "registered", reason: null };
  const settlement = { id, claimId, state, reason, deliveryId: null, attempt: null };
  if (!call) return settlement;
  const { answer, outcome } = call;
  return {
    ...settlement,
    deliveryId: outcome.kind === "accepted" ? outcome.deliveryId : null,
    attempt: {
      kind,
      outcome: "reason" in outcome ? outcome.reason : "stop" in outcome ? outcome.stop : outcome.kind,
      title: outcome.title,
      httpStatus: answer.kind === "answered" ? answer.status : null,
      durationMs: answer.durationMs,
    },
  };
}
