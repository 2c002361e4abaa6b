import type { FlowState, NotificationState, Permission } from "@/db/states";
import type { Problem } from "./notifications/content";

/** The fields, as their forms call them, whose value no other record may have. */
export type Unique = "code" | "fiscalCode";

/** Everything a verb may refuse, with the values its Italian sentence needs (app/italian/refusals.ts words them). */
export type Refused = {
  /** Also what exists but may not be seen. */
  "not-found": Record<string, never>;
  "not-allowed": { permission: Permission; serviceName: string };
  /** Someone else changed it meanwhile. */
  "changed-meanwhile": Record<string, never>;
  "flow-state": { state: FlowState };
  "flow-disabled": Record<string, never>;
  "flow-empty": Record<string, never>;
  /** Its service cannot change while it holds notifications. */
  "flow-not-empty": Record<string, never>;
  /** Its text cannot change while it holds notifications that were made with it. */
  "text-not-empty": Record<string, never>;
  /** The moment of a scheduled send has passed, or is more than a year away. */
  "schedule-past": Record<string, never>;
  "schedule-too-far": Record<string, never>;
  /** A send above the ente's threshold that nobody has approved. */
  "approval-missing": { threshold: number };
  "approval-not-needed": Record<string, never>;
  "approval-not-asked": Record<string, never>;
  "approval-already-asked": Record<string, never>;
  "approval-by-author": Record<string, never>;
  /** The moment for which it was asked passed more than an hour ago. */
  "approval-late": Record<string, never>;
  "notification-state": { state: NotificationState };
  "notification-disabled": Record<string, never>;
  "notification-in-flow": { state: FlowState };
  "uncertain-needs-decision": Record<string, never>;
  "already-sent": { at: Date };
  "service-disabled": { serviceName: string };
  "service-testing": { serviceName: string; count: number };
  /** An Invio di prova to somebody who is not among the test codes of its service. */
  "trial-recipient": { serviceName: string };
  /** A row that was left out of a send of an ente with approvals. */
  "enable-unapproved": Record<string, never>;
  /** `replaceable`: rows that the file may take the place of; null where it may not. */
  "same-file": { by: string; at: Date; rows: number; replaceable: number | null };
  "username-taken": { field: "username" };
  "password-with-username": { field: "password" };
  /** The present one, typed to choose another. */
  "wrong-password": { field: "currentPassword" };
  "role-name-taken": { field: "name" };
  "application-name-taken": { field: "name" };
  /** Two hold at a time, so that one follows the other. */
  "too-many-keys": { most: number };
  /** The same context and key with other content. */
  "pair-taken": { context: string; key: string };
  "model-name-taken": { field: "name" };
  "search-name-taken": { field: "nome" };
  "role-in-use": { count: number };
  /** Nobody who can sign in would administer any more. */
  "last-administrator": Record<string, never>;
  /** Must be one of a kind, and another record has it already. */
  taken: { field: Unique };
  "invalid-content": { problems: readonly Problem[] };
};

export type RefusalCode = keyof Refused;

/** An expected "no", thrown inside the transaction so that it rolls back; anything else that is thrown is a fault. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  override name = "Refusal";
  constructor(
    readonly code: C,
    readonly values: Refused[C],
  ) {
    super(code);
  }
}

export const isRefusal = <C extends RefusalCode>(error: unknown, code: C): error is Refusal<C> =>
  error instanceof Refusal && error.code === code;

export const notFound = () => new Refusal("not-found", {});
