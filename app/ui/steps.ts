import { type Listing, pagesOf } from "./listing";
import { fromStart, pagingKeys } from "./query";

type Target = Record<string, string | undefined>;

/** Where the four steps of a pager lead, as changes of the query; without one there is nowhere to go. */
export type Steps = { first?: Target; previous?: Target; next?: Target; last?: Target };

/** `rows`: how many the page shows. */
export function stepsOf(listing: Listing, rows: number): Steps {
  const pages = pagesOf(listing);
  return pages === null ? uncounted(listing, rows) : counted(listing.page, pages);
}

const to = (page: number): Target => ({ ...fromStart, [pagingKeys.page]: page === 1 ? undefined : String(page) });

function counted(page: number, pages: number): Steps {
  return {
    ...(page > 1 && { first: to(1), previous: to(page - 1) }),
    ...(page < pages && { next: to(page + 1), last: to(pages) }),
  };
}

/** Each step goes on from the row where this page ends: however far it is, it costs the same. */
function uncounted({ page, size, edges }: Listing, rows: number): Steps {
  const more = rows === size;
  const before = { ...to(page - 1), [pagingKeys.before]: edges?.first };
  const after = { ...to(page + 1), [pagingKeys.after]: edges?.last };
  return {
    ...(page !== 1 && { first: to(1) }),
    ...(page > 1 && { previous: page === 2 ? to(1) : before }),
    ...(page < 0 && more && { previous: before }),
    ...(page > 0 && more && { next: after }),
    ...(page < -1 && { next: page === -2 ? to(-1) : after }),
    ...(page !== -1 && { last: to(-1) }),
  };
}
