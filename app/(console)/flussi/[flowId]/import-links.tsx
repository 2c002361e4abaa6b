import Link from "next/link";
import { whyNot } from "@/app/italian/refused-event";
import { ButtonRow } from "@/app/ui/button-row";
import { RefusedButton } from "@/app/ui/refused-button";
import { Icon } from "@/app/ui/sprite-icon";
import type { Actor } from "@/lib/context";
import type { FlowDetail } from "@/lib/flows/find";

/** Importazione. */
export function ImportLinks({ actor, flow }: { actor: Actor; flow: FlowDetail }) {
  const refused = whyNot(actor, flow, { permission: "compose", events: ["import", "correct"] });
  return (
    <section className="panel" aria-labelledby="importazione">
      <h2 id="importazione">Importazione</h2>
      <ButtonRow>
        {refused ? (
          <RefusedButton label="Importa da File Excel" reason={refused} />
        ) : (
          <Link className="btn btn-sm btn-outline-primary" href={`/flussi/${flow.id}/importa`}>
            <Icon name="it-upload" className="icon-xs" /> Importa da File Excel
          </Link>
        )}
        <a className="btn btn-sm btn-outline-primary" href={`/flussi/${flow.id}/template`} download>
          <Icon name="it-download" className="icon-xs" /> Scarica Template
        </a>
        <Link className="btn btn-sm btn-outline-primary" href="/guida">
          Guida Rapida
        </Link>
      </ButtonRow>
    </section>
  );
}
