import { createHash } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { signInFailures } from "@/db/schema/operators";

/**
 * Wrong passwords that cost nothing, the longest wait and after how long they are forgotten, in seconds. Behind one
 * address may be a whole town hall.
 */
const limits = {
  account: { free: 5, longest: 900, forgotten: 86_400 },
  address: { free: 30, longest: 300, forgotten: 900 },
} as const;

/** Who tries: the name that was typed, whether or not it exists, and where from; null = unknown. */
export type Attempt = { username: string; address: string | null };

type Kind = keyof typeof limits;

/** Names and addresses are kept as hashes: the table is of use to nobody else. */
const subjectOf = (kind: Kind, value: string) => createHash("sha256").update(`${kind}:${value}`).digest("hex");

const subjectsOf = ({ username, address }: Attempt) => [
  { kind: "account" as const, subject: subjectOf("account", username.trim().toLowerCase()) },
  ...(address ? [{ kind: "address" as const, subject: subjectOf("address", address) }] : []),
];

/** Seconds before a sign-in may be tried; 0 = now. */
export async function signInWait(db: Db, attempt: Attempt): Promise<number> {
  const subjects = subjectsOf(attempt).map(({ subject }) => subject);
  const [locked] = await db
    .select({
      seconds: sql<number>`ceil(extract(epoch from max(${signInFailures.lockedUntil}) - clock_timestamp()))::int`,
    })
    .from(signInFailures)
    .where(inArray(signInFailures.subject, subjects));
  return Math.max(0, locked?.seconds ?? 0);
}

/** Counts a wrong sign-in: beyond the free ones each doubles the wait. */
export async function signInFailed(db: Db, attempt: Attempt): Promise<void> {
  for (const { kind, subject } of subjectsOf(attempt)) {
    const { free, longest, forgotten } = limits[kind];
    const counted = sql`case when ${signInFailures.lockedUntil} < now() - make_interval(secs => ${forgotten}) then 1
      else ${signInFailures.count} + 1 end`;
    await db
      .insert(signInFailures)
      .values({ subject, count: 1, lockedUntil: sql`now()` })
      .onConflictDoUpdate({
        target: signInFailures.subject,
        set: {
          count: counted,
          lockedUntil: sql`clock_timestamp() + make_interval(secs => case when (${counted}) <= ${free} then 0
            else least(${longest}::float8, power(2::float8, least(20, (${counted}) - ${free}))) end)`,
        },
      });
  }
}

/** The right password forgets the wrong ones of the account; those of the address, behind which many may be, stay. */
export async function signInDone(db: Db, { username }: Attempt): Promise<void> {
  const subject = subjectOf("account", username.trim().toLowerCase());
  await db.delete(signInFailures).where(inArray(signInFailures.subject, [subject]));
}
