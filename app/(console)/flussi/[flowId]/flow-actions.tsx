import Link from "next/link";
import { whyNot } from "@/app/italian/refused-event";
import { ActionButton } from "@/app/ui/action-button";
import { ButtonRow } from "@/app/ui/button-row";
import { RefusedButton } from "@/app/ui/refused-button";
import type { Actor } from "@/lib/context";
import type { FlowDetail } from "@/lib/flows/find";
import { can } from "@/lib/flows/state";
import { activate, deactivate, disable, enable, verify } from "../actions";

/** The buttons of a flow. One that may not be pressed stays in its place and says why. */
export function FlowActions({ actor, flow }: { actor: Actor; flow: FlowDetail }) {
  const shown = { flowId: flow.id, version: flow.version };
  const sending = whyNot(actor, flow, { permission: "send", events: ["send", "resume"] }) ?? nothingToSend(flow);
  const sendLabel = can(flow.state, "resume") ? "Riprendi" : "Invia Flusso";
  return (
    <section className="panel" aria-labelledby="azioni">
      <h2 id="azioni">Azioni</h2>
      <ButtonRow>
        {sending ? (
          <RefusedButton label={sendLabel} reason={sending} />
        ) : (
          <Link className="btn btn-sm btn-primary" href={`/flussi/${flow.id}/invia`}>
            {sendLabel}
          </Link>
        )}
        <ActionButton
          action={activate}
          fields={shown}
          label="Attiva"
          refused={whyNot(actor, flow, { permission: "compose", events: ["activate"] })}
        />
        <ActionButton
          action={deactivate}
          fields={shown}
          label="Riporta in preparazione"
          refused={whyNot(actor, flow, { permission: "compose", events: ["deactivate"] })}
        />
        <ActionButton
          action={verify}
          fields={{ flowId: flow.id }}
          label="Verifica Stato"
          refused={whyNot(actor, flow, { permission: "send", events: ["verify"] })}
        />
        <ActionButton
          action={flow.disabled ? enable : disable}
          fields={shown}
          label={flow.disabled ? "Riabilita" : "Disabilita"}
          refused={whyNot(actor, flow, { permission: "compose", events: ["disable"], evenDisabled: true })}
        />
      </ButtonRow>
    </section>
  );
}

/** A send takes the rows in state Registrato. */
function nothingToSend({ counts, state }: FlowDetail): string | undefined {
  if (counts.registered > 0) return undefined;
  return can(state, "resume")
    ? "Nessuna notifica in stato Registrato. Per inviarne ancora, correggi quelle in Errore e riportale a Registrato."
    : "Nel flusso non ci sono notifiche da inviare. Importa un file Excel, poi riprova.";
}
