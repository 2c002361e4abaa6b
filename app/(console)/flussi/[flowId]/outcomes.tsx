import Link from "next/link";
import { familyCount } from "@/app/italian/family-count";
import { count, number, plural } from "@/app/italian/format";
import { listUrl } from "@/app/search-params";
import type { FlowDetail } from "@/lib/flows/find";
import { type Family as FamilyOfOutcome, families } from "@/lib/notifications/state";

/** How many notifications had which outcome; each number is the link to its rows. */
export function Outcomes({ flow }: { flow: FlowDetail }) {
  const { counts } = flow;
  const path = `/flussi/${flow.id}`;
  return (
    <section className="panel outcomes" aria-label="Esiti">
      <ul>
        <li>
          <Link href={path} scroll={false}>
            {count(counts.total, "notifica", "notifiche")}
          </Link>
        </li>
        {families.map((family) => (
          <Family key={family} path={path} family={family} counts={counts} />
        ))}
        {counts.disabled > 0 && (
          <li>
            <Link href={listUrl(path, { disabled: "true" })} scroll={false}>
              {number(counts.disabled)} {plural(counts.disabled, "disabilitata", "disabilitate")}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

/** One family. Those in progress may be waiting for the send: if all are, only that is said. */
function Family({ path, family, counts }: { path: string; family: FamilyOfOutcome; counts: FlowDetail["counts"] }) {
  const n = counts.families[family];
  const waiting = family === "pending" ? counts.registered : 0;
  if (n === 0) return null;
  const toSend = (
    <Link href={listUrl(path, { state: "registered", disabled: "false" })} scroll={false}>
      {number(waiting)} da inviare
    </Link>
  );
  if (waiting === n) return <li>{toSend}</li>;
  return (
    <li>
      <Link href={listUrl(path, { family, disabled: "false" })} scroll={false}>
        {familyCount(family, n)}
      </Link>
      {waiting > 0 && <> (di cui {toSend})</>}
    </li>
  );
}
