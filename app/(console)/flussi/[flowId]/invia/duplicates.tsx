import Link from "next/link";
import { noticeDuplicates, subjectDuplicates } from "@/app/italian/duplicates";
import { Alert } from "@/app/ui/alert";
import { type Query, withQuery } from "@/app/ui/query";
import type { Context } from "@/lib/context";
import type { DuplicateKind } from "@/lib/flows/duplicate-kinds";
import { flowDuplicates } from "@/lib/flows/duplicates";
import { kindWords } from "./doppioni/kind";
import { stepUrl } from "./send-steps";

/** What is repeated among what leaves (words.md 18 and 19): it warns and keeps nothing back. */
export async function Duplicates({
  ctx,
  flowId,
  serviceName,
  departure,
}: {
  ctx: Context;
  flowId: string;
  serviceName: string;
  departure: Query;
}) {
  const found = await flowDuplicates(ctx, flowId);
  const warnings: { kind: DuplicateKind; title: string; text: string; goOn: string }[] = [];
  if (found.notices > 0) warnings.push({ kind: "notice", ...noticeDuplicates(found), goOn: "Tieni anche i ripetuti" });
  if (found.persons > 0) {
    warnings.push({ kind: "subject", ...subjectDuplicates(found, serviceName), goOn: "Continua" });
  }
  return warnings.map(({ kind, title, text, goOn }) => (
    <Alert key={kind} tone="warning" title={title}>
      <p>{text}</p>
      <div className="row-of-buttons">
        <Link
          className="btn btn-sm btn-outline-primary"
          href={withQuery(`/flussi/${flowId}/invia/doppioni`, { ...departure, tipo: kindWords[kind] })}
        >
          Vedi l'elenco
        </Link>
        <Link className="btn btn-sm btn-outline-primary" href={stepUrl(flowId, "destinatari", departure)}>
          {goOn}
        </Link>
      </div>
    </Alert>
  ));
}
