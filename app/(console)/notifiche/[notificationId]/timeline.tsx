import { stamp } from "@/app/italian/format";
import { attemptWords } from "@/app/italian/notification-outcome";
import type { NotificationDetail } from "@/lib/notifications/find";

/** The attempts and the answers of the platform, oldest first. */
export function Timeline({ attempts }: { attempts: NotificationDetail["timeline"] }) {
  return (
    <section className="panel" aria-labelledby="cronologia">
      <h2 id="cronologia">Cronologia</h2>
      {attempts.length === 0 ? (
        <p>FlussIO non ha ancora provato a inviarla.</p>
      ) : (
        <ol className="timeline">
          {attempts.map(({ id, at, by, kind, outcome, ...technical }) => {
            const { title, text } = attemptWords({ kind, outcome });
            return (
              <li key={id}>
                <p>
                  <strong>{title}</strong>{" "}
                  <span className="quiet">
                    {stamp(at)} · {by}
                  </span>
                </p>
                <p>{text}</p>
                <Technical {...technical} />
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

type Attempt = NotificationDetail["timeline"][number];

function Technical({
  httpStatus,
  problemTitle,
  durationMs,
  deliveryId,
}: Pick<Attempt, "httpStatus" | "problemTitle" | "durationMs" | "deliveryId">) {
  const facts = [
    problemTitle ?? httpStatus?.toString(),
    deliveryId,
    durationMs === null ? null : `${durationMs} ms`,
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return (
    <details className="technical">
      <summary>Dettagli tecnici</summary>
      <span className="code">{facts.join(" · ")}</span>
    </details>
  );
}
