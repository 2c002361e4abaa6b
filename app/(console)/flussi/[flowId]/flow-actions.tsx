import Link from "next/link";
import { notAllowed } from "@/app/italian/refusals";
import { whyNot } from "@/app/italian/refused-event";
import { nothingToVerify, verifying } from "@/app/italian/verify";
import { ActionButton } from "@/app/ui/action-button";
import { ButtonRow } from "@/app/ui/button-row";
import { RefusedButton } from "@/app/ui/refused-button";
import type { Actor } from "@/lib/context";
import type { FlowDetail } from "@/lib/flows/find";
import type { FlowProgress } from "@/lib/flows/progress";
import { can } from "@/lib/flows/state";
import { may } from "@/lib/operators/access";
import { activate, deactivate, disable, duplicate, enable } from "../actions";
import { VerifyDialog } from "./verify-dialog";

/** The buttons of a flow. One that may not be pressed stays in its place and says why. */
export function FlowActions({ actor, flow, progress }: { actor: Actor; flow: FlowDetail; progress: FlowProgress }) {
  const shown = { flowId: flow.id, version: flow.version };
  const { open, verifySeconds: seconds, budget } = progress;
  return (
    <section className="panel" aria-labelledby="azioni">
      <h2 id="azioni">Azioni</h2>
      <ButtonRow>
        <LinkButton
          label={can(flow.state, "resume") ? "Riprendi" : "Invia Flusso"}
          href={`/flussi/${flow.id}/invia`}
          look="primary"
          refused={whyNot(actor, flow, { permission: "send", events: ["send", "resume"] }) ?? nothingToSend(flow)}
        />
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
        <VerifyDialog
          flowId={flow.id}
          cost={{ open, seconds, organizationName: budget.organizationName }}
          refused={
            whyNot(actor, flow, { permission: "send", events: ["verify"] }) ??
            (progress.verification?.unread ? verifying : open === 0 ? nothingToVerify : undefined)
          }
        />
        <LinkButton
          label="Ritenta le notifiche in errore"
          href={`/flussi/${flow.id}/ritenta`}
          look="outline-primary"
          refused={
            whyNot(actor, flow, { permission: "send", events: ["retry"] }) ??
            (flow.counts.error === 0 ? "Nessuna notifica in Errore." : undefined)
          }
        />
        <ActionButton
          action={duplicate}
          fields={{ flowId: flow.id }}
          label="Duplica flusso"
          refused={may(actor, "compose", flow.service.id) ? undefined : notAllowed("compose", flow.service.name)}
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

/** A button that leads to the page where it is confirmed. */
function LinkButton({ label, href, look, refused }: { label: string; href: string; look: string; refused?: string }) {
  return refused ? (
    <RefusedButton label={label} reason={refused} />
  ) : (
    <Link className={`btn btn-sm btn-${look}`} href={href}>
      {label}
    </Link>
  );
}

/** A send takes the rows in state Registrato. */
function nothingToSend({ counts, state }: FlowDetail): string | undefined {
  if (counts.registered > 0) return undefined;
  return can(state, "resume")
    ? "Nessuna notifica in stato Registrato. Per inviarne ancora, premi Ritenta le notifiche in errore, oppure correggi quelle in Errore e riportale a Registrato."
    : "Nel flusso non ci sono notifiche da inviare. Importa un file Excel, poi riprova.";
}
