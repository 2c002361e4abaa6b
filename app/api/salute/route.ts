import { database } from "@/app/session";
import { databaseAnswers, engineDownSince } from "@/lib/health";

export const dynamic = "force-dynamic";

/**
 * For whoever watches the installation: 200 when the database answers, 503 when it does not. `engine` is false when the
 * engine has not run for three minutes: the sends stand still, and the console can still be used.
 */
export async function GET() {
  const ok = await databaseAnswers(database());
  const engine = ok && (await engineDownSince(database(), new Date())) === null;
  return Response.json({ ok, engine }, { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}
