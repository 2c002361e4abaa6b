import { engineDownSince } from "@/lib/health";
import { atHour, onDay } from "../italian/format";
import type { RequestContext } from "../session";
import { Alert } from "../ui/alert";

/** Nothing is sent, read or picked up while the engine is down: whoever looks must not believe that it only takes long. */
export async function EngineAlert({ ctx }: { ctx: RequestContext }) {
  const since = await engineDownSince(ctx.db, ctx.now);
  if (!since) return null;
  return (
    <Alert tone="danger" title="Il motore degli invii è fermo.">
      <p>
        L'ultima volta ha lavorato {onDay(since)} {atHour(since)}. Finché non riparte i flussi non avanzano e gli esiti
        non arrivano. Nulla va perso: quando riparte, gli invii riprendono da dove erano. Chiama chi gestisce
        l'installazione.
      </p>
    </Alert>
  );
}
