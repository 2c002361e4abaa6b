import { findOrNull } from "@/app/found";
import { findContext } from "@/app/session";
import { findUpload } from "@/lib/uploads/find";
import { readingOf } from "../reading";

/** How far the reading of an upload is, as a ReadingState, for the page that waits for it. */
export async function GET(_: Request, { params }: RouteContext<"/flussi/[flowId]/importa/[uploadId]/stato">) {
  const ctx = await findContext();
  if (!ctx) return new Response(null, { status: 401 });
  const upload = await findOrNull((await params).uploadId, (id) => findUpload(ctx, id));
  if (!upload) return new Response(null, { status: 404 });
  return Response.json(readingOf(upload), { headers: { "cache-control": "no-store" } });
}
