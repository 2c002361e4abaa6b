import { download, noDownload } from "@/app/download";
import { findOrNull } from "@/app/found";
import { wordProblem } from "@/app/italian/content";
import { isFromHere } from "@/app/same-origin";
import { findContext } from "@/app/session";
import type { CellProblem } from "@/lib/excel/rows";
import { Unreadable } from "@/lib/excel/unreadable";
import { takeUpload } from "@/lib/excel/upload";
import { importErrors } from "@/lib/notifications/import-errors";

/** Scarica il tuo file con la colonna Errore: the body is the file that was refused, the answer is that file marked. */
export async function POST(request: Request, { params }: RouteContext<"/flussi/[flowId]/importa/errori">) {
  const ctx = await findContext();
  if (!ctx || !isFromHere(request)) return noDownload(401);
  const { flowId } = await params;
  const upload = await takeUpload(request.body);
  try {
    const marked = await findOrNull(flowId, (id) => importErrors(ctx, { flowId: id, file: upload.file }, say));
    if (!marked) {
      await upload.remove();
      return noDownload(404);
    }
    marked.on("close", upload.remove);
    return download("file-con-errori", marked, ctx.now);
  } catch (error) {
    await upload.remove();
    if (error instanceof Unreadable) return noDownload(404);
    throw error;
  }
}

const say = (problem: CellProblem) => {
  const sentence = wordProblem(problem);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
};
