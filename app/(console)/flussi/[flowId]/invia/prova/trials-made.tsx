import Link from "next/link";
import { atHour, onDay } from "@/app/italian/format";
import { trialOutcome } from "@/app/italian/trial";
import { NotificationStateBadge } from "@/app/ui/state-badge";
import type { Trial } from "@/lib/flows/trials";

/** The trials of this flow, with what came of each. */
export function TrialsMade({ trials, serviceName }: { trials: readonly Trial[]; serviceName: string }) {
  if (trials.length === 0) return null;
  return (
    <section className="panel form-narrow" aria-labelledby="prove-fatte">
      <h2 id="prove-fatte">Prove già fatte</h2>
      <ul className="plain-list">
        {trials.map((trial) => (
          <li key={trial.id}>
            <Link href={`/notifiche/${trial.id}`}>{trial.fiscalCode}</Link>{" "}
            <NotificationStateBadge state={trial.state} reason={trial.reason} />
            <p>{trialOutcome(trial, serviceName)}</p>
            <p className="quiet">
              {trial.subject} · {trial.createdBy}, {onDay(trial.createdAt)} {atHour(trial.createdAt)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
