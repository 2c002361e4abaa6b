import Link from "next/link";
import { number } from "../italian/format";
import type { Listing } from "./listing";
import { type Query, withQuery } from "./query";

/** « ‹ Pagina 1 di 7 › », and how many rows a page holds. `pages` is null when they are not counted to the end. */
export function Pager({
  path,
  query,
  listing,
  pages,
  more,
}: {
  path: string;
  query: Query;
  listing: Listing;
  pages: number | null;
  /** The page shown is full: there may be another. */
  more: boolean;
}) {
  const { page, size, sizes } = listing;
  const to = (target: number) => withQuery(path, query, { pagina: target === 1 ? undefined : String(target) });
  const hasNext = pages === null ? more : page < pages;
  return (
    <nav className="pager" aria-label="Pagine dell'elenco">
      <ul>
        {pages !== 1 && (
          <>
            <Step href={page > 1 ? to(1) : undefined} label="Prima pagina" sign="«" />
            <Step href={page > 1 ? to(page - 1) : undefined} label="Pagina precedente" sign="‹" />
          </>
        )}
        <li>
          <span aria-current="page">
            Pagina {number(page)}
            {pages !== null && ` di ${number(pages)}`}
          </span>
        </li>
        {pages !== 1 && (
          <>
            <Step href={hasNext ? to(page + 1) : undefined} label="Pagina successiva" sign="›" />
            {pages !== null && <Step href={hasNext ? to(pages) : undefined} label="Ultima pagina" sign="»" />}
          </>
        )}
      </ul>
      <ul aria-label="Righe per pagina" className="page-sizes">
        <li aria-hidden>Righe</li>
        {sizes.map((choice) => (
          <li key={choice}>
            <Link
              scroll={false}
              href={withQuery(path, query, { pagina: undefined, righe: String(choice) })}
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
