import Link from "next/link";
import { leftOutLines, type WhyLeftOut } from "@/app/italian/retry";
import { listUrl } from "@/app/search-params";
import type { RetrySummary } from "@/lib/flows/retry";

/** The rows behind each number. */
const searches: Record<WhyLeftOut, Parameters<typeof listUrl>[1]> = {
  undecided: { undecided: "true", disabled: "false" },
  decided: { reason: "uncertain", disabled: "false" },
  toCorrect: { uncorrected: "true", disabled: "false" },
  unreachable: { state: "unreachable", disabled: "false" },
  disabled: { disabled: "true" },
};

/** Restano fuori: how many, and why. */
export function LeftOut({ path, counts }: { path: string; counts: RetrySummary["leftOut"] }) {
  const lines = leftOutLines(counts);
  if (lines.length === 0) return null;
  return (
    <>
      <p>Restano fuori:</p>
      <ul>
        {lines.map(({ why, text }) => (
          <li key={why}>
            <Link href={listUrl(path, searches[why])}>{text}</Link>
          </li>
        ))}
      </ul>
      {counts.toCorrect > 0 && (
        <p>
          Per ritentare quelle con dati da correggere, aprile, correggi i dati e premi <strong>Aggiorna</strong>; poi
          torna qui.
        </p>
      )}
    </>
  );
}
