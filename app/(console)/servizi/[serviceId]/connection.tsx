import { neverChecked, noPayments, wordConnection } from "@/app/italian/connection";
import { atHour, onDay } from "@/app/italian/format";
import { ActionButton } from "@/app/ui/action-button";
import { Alert } from "@/app/ui/alert";
import type { ServiceDetail } from "@/lib/services/find";
import { check } from "../actions";

/** Verifica connessione: what was found last, when, and what to do next. */
export function Connection({ service }: { service: ServiceDetail }) {
  const { connection, connectionAt, pausedSeconds } = service;
  const told = connection && wordConnection(connection, service.name, pausedSeconds);
  return (
    <section className="panel connection-panel" aria-labelledby="connessione">
      <h2 id="connessione">Verifica connessione</h2>
      <div aria-live="polite">
        {told && connectionAt ? (
          <>
            <Alert tone={told.tone} title={told.title}>
              <p>{told.text}</p>
            </Alert>
            <p className="quiet">
              Verifica fatta {onDay(connectionAt)} {atHour(connectionAt)}.
            </p>
            {told.steps.length > 0 && (
              <>
                <h3 className="h6">Che cosa fare</h3>
                <ol className="next-steps">
                  {told.steps.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
              </>
            )}
          </>
        ) : (
          <p>
            {neverChecked}. FlussIO prova la chiave con richieste vere ad App IO, su codici fiscali che non sono di
            nessuno: nessun cittadino riceve messaggi.
          </p>
        )}
      </div>
      {service.maxPaymentAmount === 0 && (
        <Alert tone="info">
          <p>{noPayments}</p>
        </Alert>
      )}
      <div className="row-of-buttons">
        <ActionButton action={check} fields={{ serviceId: service.id }} label="Verifica connessione" look="primary" />
      </div>
    </section>
  );
}
