import type { Reason } from "@/db/states";

export type Retry = "yes" | "once-corrected" | "no";

/**
 * Whether Ritenta le notifiche in errore takes a notification, by the reason it failed for: only what surely did not
 * arrive, and could pass as it is now (product.md §1, appio.md §2, words.md 3 and 21).
 */
export const retries: Record<Reason, Retry> = {
  // It may have arrived: a person decides on each one.
  uncertain: "no",
  // The same data would be refused again.
  "invalid-content": "once-corrected",
  // Unless the service now admits the amount.
  "amount-over-limit": "once-corrected",
  // The cause is the service, which was not enabled: while it is not, the circuit stops the flow after ten.
  "recipient-forbidden": "yes",
  // A 4xx that is not on the data: nothing was stored, and nothing of the row explains it.
  "request-refused": "yes",
  // The profile check had no answer: nothing was posted.
  "no-answer": "yes",
  // The platform's last word: it did not process the message and does not deliver it.
  failed: "yes",
  // Nothing to correct: the person chooses, and a new check is a new send to decide on.
  "not-on-io": "no",
  "sender-not-allowed": "no",
  rejected: "no",
};
