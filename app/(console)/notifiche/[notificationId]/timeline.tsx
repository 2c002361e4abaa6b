import { decimal, stamp } from "@/app/italian/format";
import { attemptWords } from "@/app/italian/notification-outcome";
import type { NotificationDetail } from "@/lib/notifications/find";
import { isLate } from "@/lib/notifications/late";

type Attempt = NotificationDetail["timeline"][number];

/** The attempts and the answers of the platform, oldest first. */
export function Timeline({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <section className="panel" aria-labelledby="cronologia">
      <h2 id="cronologia">Cronologia</h2>
      {attempts.length === 0 ? (
        <p>FlussIO non ha ancora provato a inviarla.</p>
      ) : (
        <ol className="timeline">
          {attempts.map((attempt) => (
            <Line key={attempt.id} attempt={attempt} late={isLate(attempt, attempts)} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Line({ attempt, late }: { attempt: Attempt; late: boolean }) {
  const { at, by, note, deliveryId, durationMs, httpStatus } = attempt;
  const { title, text } = attemptWords(attempt, late);
  const facts = [
    deliveryId && `ID Consegna App.IO ${deliveryId}`,
    durationMs !== null &&
      `${httpStatus === null ? "senza risposta dopo" : "risposta in"} ${decimal(Math.max(0.1, durationMs / 1000))} s`,
  ].filter(Boolean);
  return (
    <li>
      <p>
        <strong>{title}</strong>{" "}
        <span className="quiet">
          {stamp(at)} · {by}
        </span>
      </p>
      <p>{text}</p>
      {note && <p>Motivo: {note}</p>}
      {facts.length > 0 && <p className="quiet">{facts.join(" · ")}</p>}
      <Technical {...attempt} />
    </li>
  );
}

/** The platform's own words, for who gives assistance. */
function Technical({ httpStatus, problemTitle, outcome }: Attempt) {
  const codes = [problemTitle ?? httpStatus, outcome].filter((code) => code !== null);
  return (
    <details className="technical">
      <summary>Dettagli tecnici</summary>
      <span className="code">{codes.join(" · ")}</span>
    </details>
  );
}
