import { z } from "zod";
import { type ImportReport, wordUnreadable } from "@/app/italian/import";
import { wordRefusal } from "@/app/italian/refusals";
import { isFromHere } from "@/app/same-origin";
import { findContext, type RequestContext } from "@/app/session";
import { Unreadable } from "@/lib/excel/unreadable";
import { Refusal } from "@/lib/refusal";
import { receiveUpload } from "@/lib/uploads/receive";

const input = z.object({
  flowId: z.uuid(),
  fileName: z.string().trim().min(1).max(255).catch("file.xlsx"),
  replace: z.boolean(),
});

/**
 * The body is the file itself, its name percent-encoded in X-File-Name; `?righe=sostituisci` puts its rows in the place
 * of those of the flow. Answers { uploadId }, to be read in the background, or an ImportReport.
 */
export async function POST(request: Request, { params }: RouteContext<"/flussi/[flowId]/importa/carica">) {
  if (!isFromHere(request)) return answer(refused("Richiesta non accettata: ricarica la pagina e riprova."), 403);
  const ctx = await findContext();
  if (!ctx) return answer(refused("La sessione è finita: accedi di nuovo e ripeti il caricamento."), 401);
  const parsed = input.safeParse({
    flowId: (await params).flowId,
    fileName: decoded(request.headers.get("x-file-name")),
    replace: new URL(request.url).searchParams.get("righe") === "sostituisci",
  });
  if (!parsed.success) return answer(refused("Il flusso non c'è, o non è tra i tuoi servizi."), 404);
  return receive(ctx, request, parsed.data);
}

async function receive(ctx: RequestContext, { body }: Request, about: z.output<typeof input>): Promise<Response> {
  try {
    return answer(await receiveUpload(ctx, { ...about, mode: "all-or-nothing", body }), 202);
  } catch (error) {
    if (error instanceof Unreadable) return answer(wordUnreadable(error));
    if (!(error instanceof Refusal)) throw error;
    return answer(refused(wordRefusal(error)), error.code === "not-found" ? 404 : 200);
  }
}

const refused = (text: string): ImportReport => ({ kind: "refused", title: "Non è stato importato nulla", text });

const answer = (told: ImportReport | { uploadId: string }, status = 200) =>
  Response.json(told, { status, headers: { "cache-control": "no-store" } });

function decoded(name: string | null): string {
  try {
    return decodeURIComponent(name ?? "");
  } catch {
    return "";
  }
}
