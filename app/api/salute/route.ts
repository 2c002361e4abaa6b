import { database } from "@/app/session";
import { databaseAnswers } from "@/lib/health";

export const dynamic = "force-dynamic";

/** Liveness, for whoever watches the installation: 200 when the database answers, 503 when it does not. */
export async function GET() {
  const ok = await databaseAnswers(database());
  return Response.json({ ok }, { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}
