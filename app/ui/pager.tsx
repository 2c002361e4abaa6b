import Link from "next/link";
import { type Listing, pageName } from "./listing";
import { fromStart, type Query, withQuery } from "./query";
import { stepsOf } from "./steps";

/** « ‹ Pagina 1 di 7 › », and how many rows a page holds. */
export function Pager({
  path,
  query,
  listing,
  rows,
}: {
  path: string;
  query: Query;
  listing: Listing;
  /** How many the page shows. */
  rows: number;
}) {
  const { size, sizes } = listing;
  const steps = stepsOf(listing, rows);
  const single = Object.keys(steps).length === 0;
  const href = (step: keyof typeof steps) => steps[step] && withQuery(path, query, steps[step]);
  return (
    <nav className="pager" aria-label="Pagine dell'elenco">
      <ul>
        {!single && (
          <>
            <Step href={href("first")} label="Prima pagina" sign="«" />
            <Step href={href("previous")} label="Pagina precedente" sign="‹" />
          </>
        )}
        <li>
          <span aria-current="page">{pageName(listing)}</span>
        </li>
        {!single && (
          <>
            <Step href={href("next")} label="Pagina successiva" sign="›" />
            <Step href={href("last")} label="Ultima pagina" sign="»" />
          </>
        )}
      </ul>
      <ul aria-label="Righe per pagina" className="page-sizes">
        <li aria-hidden>Righe</li>
        {sizes.map((choice) => (
          <li key={choice}>
            <Link
              scroll={false}
              href={withQuery(path, query, { ...fromStart, righe: String(choice) })}
              aria-current={choice === size ? "true" : undefined}
              aria-label={`${choice} righe per pagina`}
            >
              {choice}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Without `href` there is nowhere to go: the step is shown dimmed and is not in the way of the keyboard. */
function Step({ href, label, sign }: { href?: string; label: string; sign: string }) {
  return (
    <li aria-hidden={href ? undefined : true} className={href ? undefined : "off"}>
      {href ? (
        <Link href={href} scroll={false} aria-label={label} title={label} className="pager-step">
          {sign}
        </Link>
      ) : (
        <span className="pager-step">{sign}</span>
      )}
    </li>
  );
}
