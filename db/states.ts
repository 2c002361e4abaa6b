/** The closed vocabularies of the database. No drizzle import here: browser code may use this file. */

/** Inattivo · Attivo · In invio · Inviato · Invio incompleto */
export const flowStates = ["inactive", "active", "sending", "sent", "incomplete"] as const;
export type FlowState = (typeof flowStates)[number];

/** 0 Registrato · 1 In Trasmissione · 2 Inviato · 3 Errore · 4 Utente non abilitato alla ricezione; the index is the manual's code. */
export const notificationStates = ["registered", "transmitting", "sent", "error", "unreachable"] as const;
export type NotificationState = (typeof notificationStates)[number];

/**
 * Why a notification is in state Errore or Utente non abilitato alla ricezione.
 * `uncertain` alone means that the message may have been delivered: it is never resent without a decision on that row.
 */
export const reasons = [
  "uncertain",
  "invalid-content",
  "recipient-forbidden",
  "amount-over-limit",
  "request-refused",
  "no-answer",
  "failed",
  "not-on-io",
  "sender-not-allowed",
  "rejected",
] as const;
export type Reason = (typeof reasons)[number];

/** What App IO answers to the profile check: Verifica raggiungibilità keeps it on the row. */
export const reachabilities = ["allowed", "not-on-io", "sender-not-allowed"] as const;
export type Reachability = (typeof reachabilities)[number];

/**
 * Why the sending of a flow stopped before its end: a person, what App IO answers to everybody, or something of our own
 * side that keeps FlussIO from asking at all.
 */
export const stopReasons = [
  "operator",
  "key-refused",
  "not-allowed",
  "wrong-address",
  "platform-down",
  "test-only",
  "service-disabled",
  "service-testing",
  "key-unreadable",
] as const;
export type StopReason = (typeof stopReasons)[number];

/** Why a flow that was to leave at a date and time did not: too late, or something that was in order when it was scheduled. */
export const scheduleFaults = [
  "late",
  "approval-missing",
  "service-disabled",
  "service-testing",
  "flow-disabled",
  "flow-empty",
] as const;
export type ScheduleFault = (typeof scheduleFaults)[number];

export const origins = ["operator", "application", "rule"] as const;
export type Origin = (typeof origins)[number];

/** What a role lets its operators do with the services it enables; `administer` is not bound to services. */
export const permissions = ["compose", "send", "approve", "administer"] as const;
export type Permission = (typeof permissions)[number];

/** What the console tells whoever follows a flow (lib/notices). */
export const noticeKinds = [
  "flow-ended",
  "flow-stopped",
  "schedule-missed",
  "approval-requested",
  "approval-given",
  "approval-refused",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What Verifica connessione found of a service (words.md 25). */
export const connectionFindings = [
  "ok",
  "key-refused",
  "key-unreadable",
  "source-refused",
  "service-closed",
  "not-decided",
  "test-only",
  "wrong-address",
  "unreachable",
  "slow-down",
] as const;
export type ConnectionFinding = (typeof connectionFindings)[number];

/** What one attempt did; see lib/appio/outcome.ts for the classes of answers. */
export const attemptKinds = ["profile", "send", "status", "decision"] as const;
export type AttemptKind = (typeof attemptKinds)[number];

/**
 * What one attempt came to: `uncertain` is a POST whose process died, `lost` one whose answer did, `resend` and `keep`
 * are a person's decisions. A reading of the status keeps the platform's own word instead.
 */
export const attemptOutcomes = [
  "accepted",
  "lost",
  "throttled",
  "unavailable",
  "key-refused",
  "not-allowed",
  "wrong-address",
  "resend",
  "keep",
  ...reasons,
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** What became of a file that an operator sent: waiting to be read, being read, and how it ended. */
export const uploadStates = ["waiting", "reading", "imported", "refused", "failed"] as const;
export type UploadState = (typeof uploadStates)[number];

/** Whether a file with errors is refused whole, or its valid rows are taken. */
export const importModes = ["all-or-nothing", "valid-only"] as const;
export type ImportMode = (typeof importModes)[number];

/** What an application may submit; a row is a notification of its flow. */
export const submissionKinds = ["notification", "flow", "row"] as const;
export type SubmissionKind = (typeof submissionKinds)[number];

/** testo · data · importo · numero: what a placeholder of a text takes, and how it is written. */
export const placeholderTypes = ["text", "date", "amount", "number"] as const;
export type PlaceholderType = (typeof placeholderTypes)[number];
