import Link from "next/link";
import { Fragment } from "react";
import { familyCount } from "@/app/italian/family-count";
import { count, number, plural } from "@/app/italian/format";
import { noOutcome } from "@/app/italian/notification-outcome";
import { whyNot } from "@/app/italian/refused-event";
import { whatItMeans } from "@/app/italian/uncertain";
import { listUrl } from "@/app/search-params";
import type { Actor } from "@/lib/context";
import type { FlowDetail } from "@/lib/flows/find";
import { can } from "@/lib/flows/state";
import { type Family as FamilyOfOutcome, families } from "@/lib/notifications/state";
import { KeepDialog } from "./keep-dialog";

/** How many notifications had which outcome; each number is the link to its rows. */
export function Outcomes({ actor, flow }: { actor: Actor; flow: FlowDetail }) {
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
      <KeepDialog
        flowId={flow.id}
        version={flow.version}
        count={can(flow.state, "decide") ? counts.undecided : 0}
        refused={whyNot(actor, flow, { permission: "send", events: ["decide"] })}
      />
    </section>
  );
}

/** One family. Some of those in progress wait for the send, or waited in vain for an outcome: if all do, only that is said. */
function Family({ path, family, counts }: { path: string; family: FamilyOfOutcome; counts: FlowDetail["counts"] }) {
  const n = counts.families[family];
  if (n === 0) return null;
  const silent = counts.sent - counts.families.available - counts.awaited;
  const parts = [
    { n: counts.registered, words: "da inviare", search: { state: "registered", disabled: "false" } },
    { n: silent, words: noOutcome, search: { silent: "true", disabled: "false" } },
  ].filter((part) => family === "pending" && part.n > 0);
  const linkTo = ({ n, words, search }: (typeof parts)[number]) => (
    <Link href={listUrl(path, search)} scroll={false}>
      {number(n)} {words}
    </Link>
  );
  const [only] = parts;
  if (only?.n === n) return <li>{linkTo(only)}</li>;
  return (
    <li>
      <Link href={listUrl(path, { family, disabled: "false" })} scroll={false}>
        {familyCount(family, n)}
      </Link>
      {family === "uncertain" && (
        <>
          {" "}
          (<Link href={`${path}/incerte`}>{whatItMeans}</Link>)
        </>
      )}
      {parts.map((part) => (
        <Fragment key={part.words}> (di cui {linkTo(part)})</Fragment>
      ))}
    </li>
  );
}
