import type { ImportResult } from "../excel/result";
import { Refusal } from "../refusal";

/** How the reading of an upload ended: as the import says, refused for another reason, or given up. */
export type ImportOutcome =
  | ImportResult
  | { ok: false; kind: "refused"; refusal: Refusal }
  /** Each reading ended with its process, or by a fault. */
  | { ok: false; kind: "interrupted" };

/** What `uploads.outcome` holds. */
export const storedOutcome = (outcome: ImportOutcome) =>
  !outcome.ok && outcome.kind === "refused"
    ? { ...outcome, refusal: { code: outcome.refusal.code, values: outcome.refusal.values } }
    : outcome;

/** The opposite of storedOutcome: JSON keeps no dates. */
export function outcomeOf(stored: unknown): ImportOutcome | null {
  // Safe because only storedOutcome is ever written there.
  const outcome = stored as ImportOutcome | null;
  if (!outcome || outcome.ok || outcome.kind !== "refused") return outcome;
  const { code, values } = outcome.refusal;
  const revived = "at" in values ? { ...values, at: new Date(values.at) } : values;
  return { ...outcome, refusal: new Refusal(code, revived as typeof values) };
}
