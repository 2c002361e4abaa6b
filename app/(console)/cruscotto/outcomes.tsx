import Link from "next/link";
import { byDay, byService, presentIn, type Tally, tallyOf } from "@/app/chart";
import { familyMeanings, outcomeTotals } from "@/app/italian/dashboard";
import { familyCount } from "@/app/italian/family-count";
import { atHour, calendarDay, count, number } from "@/app/italian/format";
import { familyLabels } from "@/app/italian/states";
import { listUrl } from "@/app/search-params";
import type { RequestContext } from "@/app/session";
import { OutcomePatterns, Swatch } from "@/app/ui/outcome-pattern";
import { LyingBar, StackedBars } from "@/app/ui/stacked-bars";
import { recentOutcomes } from "@/lib/notifications/outcomes";
import type { Family } from "@/lib/notifications/state";

/** How many services have a bar of their own. */
const SHOWN = 8;
/** Days between two marks under the bars. */
const WEEK = 7;

type Criteria = Parameters<typeof listUrl>[1];

/** Esiti degli ultimi 30 giorni: what came of the notifications, by day and by service, in pictures and in numbers. */
export async function Outcomes({ ctx }: { ctx: RequestContext }) {
  const { days, counts, at } = await recentOutcomes(ctx);
  const all = tallyOf(counts);
  const bars = byDay(days, counts);
  const services = byService(counts);
  const totals = totalsOf(all);
  const present = presentIn(all);
  const since: Criteria = { from: days[0], to: days.at(-1), disabled: "false" };
  return (
    <section className="panel" aria-labelledby="esiti">
      <OutcomePatterns />
      <h2 id="esiti">Esiti degli ultimi 30 giorni</h2>
      <p>{totals}</p>
      {all.total > 0 && (
        <>
          <ul className="legend">
            {present.map((family) => (
              <li key={family} title={familyMeanings[family]}>
                <Swatch family={family} />
                <Link href={archive(since, family)}>{familyCount(family, all[family])}</Link>
              </li>
            ))}
          </ul>
          <h3>Per giorno</h3>
          <StackedBars
            label={`Barre per giorno. ${totals} I numeri di ogni giorno sono nella tabella che segue.`}
            bars={bars.map(({ day, tally }, place) => ({
              key: day,
              title: `${calendarDay(day)}: ${wordsOf(tally)}`,
              mark: (bars.length - 1 - place) % WEEK === 3 ? calendarDay(day).slice(0, 5) : undefined,
              tally,
            }))}
          />
          <Numbers
            summary="I numeri di ogni giorno"
            heading="Giorno"
            families={present}
            rows={bars
              .filter(({ tally }) => tally.total > 0)
              .reverse()
              .map(({ day, tally }) => ({
                key: day,
                name: calendarDay(day),
                tally,
                criteria: { from: day, disabled: "false" },
              }))}
          />
          <h3>Per servizio</h3>
          <ul className="service-bars">
            {services.slice(0, SHOWN).map(({ id, name, tally }) => (
              <li key={id}>
                <span>
                  {name} · {number(tally.total)}
                </span>
                <LyingBar label={`${name}: ${wordsOf(tally)}`} tally={tally} top={services[0]?.tally.total ?? 0} />
              </li>
            ))}
          </ul>
          {services.length > SHOWN && (
            <p className="quiet">Altri {count(services.length - SHOWN, "servizio", "servizi")} nella tabella.</p>
          )}
          <Numbers
            summary="I numeri di ogni servizio"
            heading="Servizio"
            families={present}
            rows={services.map(({ id, name, tally }) => ({
              key: id,
              name,
              tally,
              criteria: { ...since, serviceId: id },
            }))}
          />
          <p className="quiet">
            Ogni notifica è contata nel giorno in cui è stata registrata, con l'esito che ha ora. Quelle ancora da
            inviare, quelle disabilitate e le prove non sono contate. Conteggio fatto {atHour(at)}.
          </p>
        </>
      )}
    </section>
  );
}

const totalsOf = (tally: Tally) =>
  outcomeTotals(
    tally.total,
    presentIn(tally).map((family) => [family, tally[family]]),
  );

const wordsOf = (tally: Tally) =>
  presentIn(tally)
    .map((family) => familyCount(family, tally[family]))
    .join(", ") || "nessuna";

/** The rows behind a number; of those in progress, only what has been sent is counted here. */
const archive = (criteria: Criteria, family: Family) =>
  listUrl("/notifiche/archivio", { ...criteria, family, ...(family === "pending" ? { state: "sent" } : {}) });

/** The same as a table, each number a link to its rows. */
function Numbers({
  summary,
  heading,
  families,
  rows,
}: {
  summary: string;
  heading: string;
  families: readonly Family[];
  rows: readonly { key: string; name: string; tally: Tally; criteria: Criteria }[];
}) {
  return (
    <details className="numbers">
      <summary>{summary}</summary>
      <div className="table-responsive">
        <table className="table table-sm small-table">
          <thead>
            <tr>
              <th scope="col">{heading}</th>
              {families.map((family) => (
                <th key={family} scope="col" className="number">
                  {familyLabels[family]}
                </th>
              ))}
              <th scope="col" className="number">
                in tutto
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, tally, criteria }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {families.map((family) => (
                  <td key={family} className="number">
                    {tally[family] === 0 ? "0" : <Link href={archive(criteria, family)}>{number(tally[family])}</Link>}
                  </td>
                ))}
                <td className="number">{number(tally.total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
