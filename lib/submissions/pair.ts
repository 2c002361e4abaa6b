import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { submissions } from "@/db/schema/applications";
import type { SubmissionKind } from "@/db/states";
import type { Application, Context } from "../context";
import { Refusal } from "../refusal";

export type ByApplication = Context & { actor: Application };

/** Of what was submitted, as the contract reads it: the same fields in the same order. */
export const digestOf = (content: unknown) => createHash("sha256").update(JSON.stringify(content)).digest("hex");

type Pair = { kind: SubmissionKind; context: string; key: string; digest: string };

/**
 * Takes the pair for this resource, in the transaction that stores it: of two at once the second waits for the first.
 * Null when it is ours; else the resource that has it already. Refuses the same pair with other content.
 */
export async function takePair(ctx: ByApplication, pair: Pair, resourceId: string): Promise<string | null> {
  const applicationId = ctx.actor.id;
  const { kind, context, key, digest } = pair;
  const [taken] = await ctx.db
    .insert(submissions)
    .values({ applicationId, kind, context, key, digest, resourceId, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ resourceId: submissions.resourceId });
  if (taken) return null;
  const [before] = await ctx.db
    .select({ digest: submissions.digest, resourceId: submissions.resourceId })
    .from(submissions)
    .where(
      and(
        eq(submissions.applicationId, applicationId),
        eq(submissions.kind, kind),
        eq(submissions.context, context),
        eq(submissions.key, key),
      ),
    );
  if (!before || before.digest !== digest) throw new Refusal("pair-taken", { context, key });
  return before.resourceId;
}
