import { z } from "zod";
import { type ImportReport, wordImport, wordSameFile, wordUnreadable } from "@/app/italian/import";
import { wordRefusal } from "@/app/italian/refusals";
import { isFromHere } from "@/app/same-origin";
import { findContext, type RequestContext } from "@/app/session";
import { Unreadable } from "@/lib/excel/unreadable";
import { withUpload } from "@/lib/excel/upload";
import { importWorkbook } from "@/lib/notifications/import";
import { isRefusal, Refusal } from "@/lib/refusal";

const input = z.object({
  flowId: z.uuid(),
  fileName: z.string().trim().min(1).max(255).catch("file.xlsx"),
  mode: z.enum(["all-or-nothing", "valid-only"]),
  replace: z.boolean(),
});

/**
 * The body is the file itself, its name percent-encoded in X-File-Name; `?modo=valide` imports the valid rows alone, `?righe=sostituisci` in the place of those of the flow.
 * Every answer is an ImportReport.
 */
export async function POST(request: Request, { params }: RouteContext<"/flussi/[flowId]/importa/carica">) {
  if (!isFromHere(request)) return answer(refused("Richiesta non accettata: ricarica la pagina e riprova."), 403);
  const ctx = await findContext();
  if (!ctx) return answer(refused("La sessione è finita: accedi di nuovo e ripeti il caricamento."), 401);
  const query = new URL(request.url).searchParams;
  const parsed = input.safeParse({
    flowId: (await params).flowId,
    fileName: decoded(request.headers.get("x-file-name")),
    mode: query.get("modo") === "valide" ? "valid-only" : "all-or-nothing",
    replace: query.get("righe") === "sostituisci",
  });
  if (!parsed.success) return answer(refused("Il flusso non c'è, o non è tra i tuoi servizi."), 404);
  return load(ctx, request, parsed.data);
}

async function load(ctx: RequestContext, { body }: Request, about: z.output<typeof input>): Promise<Response> {
  try {
    return answer(wordImport(await withUpload(body, (upload) => importWorkbook(ctx, { ...about, ...upload }))));
  } catch (error) {
    if (error instanceof Unreadable) return answer(wordUnreadable(error));
    if (isRefusal(error, "same-file")) return answer(wordSameFile(error.values));
    if (!(error instanceof Refusal)) throw error;
    return answer(refused(wordRefusal(error)), error.code === "not-found" ? 404 : 200);
  }
}

const refused = (text: string): ImportReport => ({ kind: "refused", title: "Non è stato importato nulla", text });

const answer = (report: ImportReport, status = 200) =>
  Response.json(report, { status, headers: { "cache-control": "no-store" } });

function decoded(name: string | null): string {
  try {
    return decodeURIComponent(name ?? "");
  } catch {
    return "";
  }
}
