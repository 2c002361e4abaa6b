import Link from "next/link";
import { newerVersion, textSources } from "@/app/italian/models";
import type { Context } from "@/lib/context";
import type { FlowDetail } from "@/lib/flows/find";
import { flowText } from "@/lib/flows/text";

/** Testo: whether each row brings its own, or all are merged with one. */
export async function FlowText({ ctx, flow }: { ctx: Context; flow: FlowDetail }) {
  const text = await flowText(ctx, flow.id);
  return (
    <section className="panel" aria-labelledby="testo">
      <h2 id="testo">Testo</h2>
      {!text && <p>{textSources.rows}.</p>}
      {text && (
        <p>
          {text.modelId ? (
            <>
              Modello <Link href={`/modelli/${text.modelId}`}>{text.modelName}</Link>, versione {text.version}.
            </>
          ) : (
            `${textSources.own}: ${text.subject}`
          )}
        </p>
      )}
      {text?.latest && text.latest > text.version && <p>{newerVersion(text.latest)}</p>}
      {text && text.placeholders.length > 0 && (
        <p className="quiet">Segnaposto: {text.placeholders.map(({ name }) => `{{${name}}}`).join(", ")}</p>
      )}
      <Link className="btn btn-sm btn-outline-primary" href={`/flussi/${flow.id}/testo`}>
        Scegli il testo
      </Link>
    </section>
  );
}
