import { atHour, onDay, stamp } from "@/app/italian/format";
import { openSessions } from "@/app/italian/operators";
import { ActionButton } from "@/app/ui/action-button";
import { AnswerPlace } from "@/app/ui/answer-place";
import { ButtonRow } from "@/app/ui/button-row";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import type { OperatorDetail } from "@/lib/operators/find";
import { closeSessions, disable, enable } from "../actions";

/** Whether and when the operator is in, and the buttons that put him out. */
export function AccessPanel({ operator }: { operator: OperatorDetail }) {
  const { id: operatorId, version, disabled, sessions, lastAccess } = operator;
  return (
    <section className="panel" aria-labelledby="accesso">
      <h2 id="accesso">Accesso</h2>
      <AnswerPlace>
        <StaticFields>
          <StaticField label="Dis." double>
            {disabled ? "Sì: non può accedere" : "No"}
          </StaticField>
          <StaticField label="Ultimo accesso" double>
            {lastAccess ? stamp(lastAccess) : "Mai"}
          </StaticField>
          <StaticField label="Sessioni aperte" wide>
            {openSessions(sessions.length)}
            {sessions.length > 0 && (
              <ul>
                {sessions.map(({ id, createdAt, expiresAt }) => (
                  <li key={id}>
                    aperta {onDay(createdAt)} {atHour(createdAt)}, scade {atHour(expiresAt)}
                  </li>
                ))}
              </ul>
            )}
          </StaticField>
        </StaticFields>
        <ButtonRow>
          {sessions.length > 0 && (
            <ActionButton action={closeSessions} fields={{ operatorId }} label="Chiudi tutte le sessioni" outlived />
          )}
          {disabled ? (
            <ActionButton action={enable} fields={{ operatorId, version }} label="Riabilita" outlived />
          ) : (
            <ActionButton action={disable} fields={{ operatorId, version }} label="Disabilita" outlived />
          )}
        </ButtonRow>
      </AnswerPlace>
    </section>
  );
}
