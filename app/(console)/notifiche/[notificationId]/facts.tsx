import Link from "next/link";
import { day, hour } from "@/app/italian/format";
import { flowStateLabels } from "@/app/italian/states";
import { NotificationStateBadge, TrialBadge } from "@/app/ui/state-badge";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import type { Actor } from "@/lib/context";
import type { NotificationDetail } from "@/lib/notifications/find";
import { StateLens } from "./state-lens";

/** What a notification is: its identity, its service, its state with the lens, where it comes from. */
export function Facts({ actor, notification }: { actor: Actor; notification: NotificationDetail }) {
  const { id, service, flow, trialOf, state, reason, disabled, context, key, createdAt } = notification;
  return (
    <section className="panel" aria-label="Dati della notifica">
      <StaticFields>
        <StaticField label="UUID Notifica" wide>
          <span className="code">{id}</span>
        </StaticField>
        <StaticField label="Servizio">
          {service.name}
          {service.testing && " · in prova"}
          <small className="quiet">{service.organizationName}</small>
        </StaticField>
        <StaticField label="Stato">
          <span className="state-and-lens">
            <NotificationStateBadge state={state} reason={reason} />
            <StateLens actor={actor} notification={notification} />
            {trialOf && <TrialBadge />}
            {disabled && <span className="badge state-badge state-neutral">Disabilitata</span>}
          </span>
        </StaticField>
        <StaticField label="Flusso">
          {flow ? (
            <>
              <Link href={`/flussi/${flow.id}`}>{flow.note || `${flow.id.slice(0, 8)}…`}</Link> ·{" "}
              {flowStateLabels[flow.state]}
            </>
          ) : trialOf ? (
            <>
              Nessuno: prova di un <Link href={`/flussi/${trialOf}`}>flusso</Link>
            </>
          ) : (
            "Nessuno: notifica puntuale"
          )}
        </StaticField>
        <StaticField label="Registrata">
          {day(createdAt)} {hour(createdAt)}
        </StaticField>
        {context && <StaticField label="Contesto Applicativo">{context}</StaticField>}
        {key && <StaticField label="Chiave Applicativo">{key}</StaticField>}
      </StaticFields>
    </section>
  );
}
