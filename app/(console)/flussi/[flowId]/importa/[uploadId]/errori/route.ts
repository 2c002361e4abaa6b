import { download, noDownload } from "@/app/download";
import { findOrNull } from "@/app/found";
import { wordProblem } from "@/app/italian/content";
import { findContext } from "@/app/session";
import type { CellProblem } from "@/lib/excel/rows";
import { Unreadable } from "@/lib/excel/unreadable";
import { uploadErrors } from "@/lib/uploads/errors";

/** Scarica il tuo file con la colonna Errore. */
export async function GET(_: Request, { params }: RouteContext<"/flussi/[flowId]/importa/[uploadId]/errori">) {
  const ctx = await findContext();
  if (!ctx) return noDownload(401);
  try {
    const marked = await findOrNull((await params).uploadId, (id) => uploadErrors(ctx, id, say));
    if (!marked) return noDownload(404);
    return download(`${marked.fileName.replace(/\.[^.]*$/, "")} con errori`, marked.workbook, ctx.now);
  } catch (error) {
    if (error instanceof Unreadable) return noDownload(404);
    throw error;
  }
}

const say = (problem: CellProblem) => {
  const sentence = wordProblem(problem);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
};
