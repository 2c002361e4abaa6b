import { wordConnection } from "@/app/italian/connection";
import { Icon } from "@/app/ui/sprite-icon";
import type { ConnectionFinding } from "@/db/states";

const icons = { success: "it-check-circle", warning: "it-warning-circle", danger: "it-error" } as const;

/** What Verifica connessione found last, in a few words. */
export function ConnectionBadge({ finding, label }: { finding: ConnectionFinding | null; label: string }) {
  const tone = finding ? wordConnection(finding, "").tone : "neutral";
  return (
    <span className={`badge state-badge state-${tone}`}>
      <Icon name={tone === "neutral" ? "it-help-circle" : icons[tone]} className="icon-xs" />
      {label}
    </span>
  );
}
