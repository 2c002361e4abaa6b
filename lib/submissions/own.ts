import { and, eq, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { submissions } from "@/db/schema/applications";
import type { SubmissionKind } from "@/db/states";
import { notFound } from "../refusal";
import type { ByApplication } from "./pair";

/** Only what this application submitted itself: what another one did, or a person, is not there. */
export const submittedBy = (ctx: ByApplication, id: AnyPgColumn): SQL =>
  sql`exists (select 1 from ${submissions} s where s.resource_id = ${id} and s.application_id = ${ctx.actor.id})`;

export async function mustBeOwn(ctx: ByApplication, kind: SubmissionKind, id: string): Promise<void> {
  const own = and(
    eq(submissions.resourceId, id),
    eq(submissions.applicationId, ctx.actor.id),
    eq(submissions.kind, kind),
  );
  if ((await ctx.db.$count(submissions, own)) === 0) throw notFound();
}
