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
  const { reachability: reason, fiscalCode } = row;
  if (reason === "allowed") return null;
  const known = { kind: "unreachable" as const, title: "Verifica raggiungibilità" };
  const checked = reason ? { answer: null, outcome: { ...known, reason } } : await line.profile(fiscalCode, going);
  if (!checked) return settlementOf(row, null);
  const { answer, outcome } = checked;
  if (outcome.kind === "allowed") return null;
  // The platform answers for others and not for this person: the row must not hold up its flow for ever.
  const silent: End | null = outcome.kind === "unavailable" ? { state: "error", reason: "no-answer" } : null;
  const end = silent ?? endOf(outcome);
  return settlementOf(row, end, end && { kind: "profile", answer, outcome });
}

/** Mark and POST. Nothing after the POST may fail: its answer is the row's truth. */
async function post(row: Claimed, { line, going, requireSecureChannels, mark }: Sending): Promise<Settlement> {
  const message = messageOf({ ...row, requireSecureChannels });
  const posted = await line.submit(message, going, () => mark(row));
  return settlementOf(row, posted && endOf(posted.outcome), posted && { kind: "send", ...posted });
}

type Decisive = SendOutcome | Exclude<ProfileOutcome, { kind: "allowed" }>;
type End = Pick<Settlement, "state" | "reason">;

/** How a row ends after a call; null when it surely was not sent and may go back. */
function endOf(outcome: Decisive): End | null {
  if (outcome.kind === "accepted") return { state: "sent", reason: null };
  if (outcome.kind === "lost") return { state: "error", reason: "uncertain" };
  if (outcome.kind === "unreachable") return { state: "unreachable", reason: outcome.reason };
  return outcome.kind === "refused" ? { state: "error", reason: outcome.reason } : null;
}

function settlementOf(
  { id, claimId }: Claimed,
  end: End | null,
  call: { kind: AttemptKind; answer: Answer | null; outcome: Decisive } | null = null,
): Settlement {
  const settlement = {
    id,
    claimId,
    ...(end ?? { state: "registered", reason: null }),
    deliveryId: null,
    attempt: null,
  };
  if (!call) return settlement;
  const { kind, answer, outcome } = call;
  return {
    ...settlement,
    deliveryId: outcome.kind === "accepted" ? outcome.deliveryId : null,
    attempt: {
      kind,
      outcome: "reason" in outcome ? outcome.reason : "stop" in outcome ? outcome.stop : outcome.kind,
      title: outcome.title,
      httpStatus: answer?.kind === "answered" ? answer.status : null,
      durationMs: answer?.durationMs ?? null,
    },
  };
}
