import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { operators, sessions } from "@/db/schema/operators";
import { record } from "../audit/record";
import { signInDone, signInFailed, signInWait } from "./lockout";
import { hashPassword, verifyPassword } from "./password";

/** A session ends after these hours, whatever is done in it. */
export const SESSION_HOURS = 10;

/** Checked against when the operator is unknown, so that both answers take the same time. */
let decoy: Promise<string> | undefined;

/**
 * Opens a session for the right name and password; null for every other case, without saying which: unknown, wrong
 * password, disabled, or a demo account on a database that is not the embedded one. After many wrong ones it waits, whoever
 * the name belongs to.
 */
export async function authenticate(
  db: Db,
  input: { username: string; password: string; address: string | null; demoAllowed: boolean; now: Date },
): Promise<{ sessionId: string; name: string } | { waitSeconds: number } | null> {
  const waitSeconds = await signInWait(db, input);
  if (waitSeconds > 0) return { waitSeconds };
  const operator = await db.query.operators.findFirst({
    where: eq(operators.username, input.username.trim().toLowerCase()),
  });
  decoy ??= hashPassword("nobody has this password");
  const matches = await verifyPassword(operator?.passwordHash ?? (await decoy), input.password);
  if (!operator || !matches || operator.disabled || (operator.demo && !input.demoAllowed)) {
    await signInFailed(db, input);
    return null;
  }
  await signInDone(db, input);

  return db.transaction(async (tx) => {
    const expiresAt = new Date(input.now.getTime() + SESSION_HOURS * 3_600_000);
    const [session] = await tx
      .insert(sessions)
      .values({ operatorId: operator.id, expiresAt })
      .returning({ id: sessions.id });
    if (!session) return null;
    const actor = { kind: "system" as const, name: operator.username };
    await record({ db: tx, actor, now: input.now }, "operator.sign-in", operator.id);
    return { sessionId: session.id, name: operator.name };
  });
}
