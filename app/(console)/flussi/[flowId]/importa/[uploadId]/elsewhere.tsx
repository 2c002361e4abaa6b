import { noticeDuplicates } from "@/app/italian/duplicates";
import { Alert } from "@/app/ui/alert";
import type { Context } from "@/lib/context";
import { flowDuplicates } from "@/lib/flows/duplicates";

/** Payments of the flow that other flows have sent, or are about to (words.md 18): a warning with its list. */
export async function Elsewhere({ ctx, flowId }: { ctx: Context; flowId: string }) {
  const found = await flowDuplicates(ctx, flowId);
  if (found.elsewhere === 0) return null;
  const { title, text } = noticeDuplicates({ ...found, notices: found.elsewhere, inFlow: 0 });
  const list = `/flussi/${flowId}/invia/doppioni`;
  return (
    <Alert tone="warning" title={title}>
      <p>{text}</p>
      <div className="row-of-buttons">
        <a className="btn btn-sm btn-outline-primary" href={list}>
          Vedi l'elenco
        </a>
        <a className="btn btn-sm btn-outline-primary" href={`${list}/esporta`} download>
          Esporta Excel
        </a>
      </div>
    </Alert>
  );
}
