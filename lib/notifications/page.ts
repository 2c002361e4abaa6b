import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { countLimit, countUpTo } from "../page";
import { beyond, cursorOf, type Order, orderBy, orderOf } from "./order";
import { type NotificationSearch, notificationConditions, notificationFilters, notificationSearch } from "./search";

/**
 * Which notifications a page shows, in order. `page` counts from 1, or from -1 backwards when nobody knows how many
 * pages there are: then `edges` are the cursors of the first and of the last row.
 */
export type NotificationPage = { ids: string[]; total: number; page: number; edges: Edges | null };
export type Edges = { first: string; last: string };

/**
 * Reads the keys of one page. Few matching rows are gathered by whichever index finds them and sorted; when there are
 * more than are counted, or no filter but what an index follows, the index of the order is walked from the nearer end
 * or from a cursor, so a page costs no more than its rows.
 */
export async function pageOfNotifications(ctx: Context, search: NotificationSearch): Promise<NotificationPage> {
  if (isPlain(search)) {
    const total = await countPlain(ctx, search);
    return total > countLimit ? pageBeyondCount(ctx, search, total) : pageOfCounted(ctx, search, total);
  }
  const few = await gather(ctx, search);
  return few.total > countLimit ? pageBeyondCount(ctx, search, few.total) : few;
}

/** What the index of an order holds: service and flow, and the day where it begins with it. */
function plainPart({ flowId, serviceId, from, to, sort }: NotificationSearch): Partial<NotificationSearch> {
  const dated = !flowId && sort === "position";
  return { flowId, serviceId, ...(dated ? { from, to } : {}) };
}

function isPlain(search: NotificationSearch): boolean {
  const { page, size, descending, after, before, sort, ...filters } = search;
  const plain = new Set(Object.keys(plainPart(search)));
  return Object.entries(filters).every(([name, value]) => value === undefined || plain.has(name));
}

function countPlain(ctx: Context, search: NotificationSearch): Promise<number> {
  const plain = { ...notificationSearch.parse({}), ...plainPart(search) };
  return countUpTo(ctx.db, sql`${notifications}`, notificationConditions(ctx.actor, plain));
}

/** A page of rows that are all counted; the last costs what the first does. */
async function pageOfCounted(ctx: Context, search: NotificationSearch, total: number): Promise<NotificationPage> {
  const { size } = search;
  const page = search.page > 0 ? search.page : Math.max(1, Math.ceil(total / size) + 1 + search.page);
  const skipped = (page - 1) * size;
  const backwards = skipped > total / 2;
  const limit = Math.max(0, Math.min(size, total - skipped));
  const offset = backwards ? total - skipped - limit : skipped;
  const keys = limit > 0 ? await walk(ctx, search, { offset, limit, backwards }) : [];
  return { ids: keys.map(({ id }) => id), total, page, edges: null };
}

/** All the matching keys, up to one more than are counted, and the page among them. */
async function gather(ctx: Context, search: NotificationSearch): Promise<NotificationPage> {
  const { size } = search;
  const order = orderOf(search);
  const columns = listed(order.map(({ column }, index) => sql`${column} as ${placed(index)}`));
  // Where the actor sees few rows they are read one by one, sooner than all those of the installation with that subject.
  const narrow = search.subject !== undefined && (await countPlain(ctx, search)) <= countLimit;
  const filters = notificationFilters(search, narrow ? "row by row" : undefined);
  const [row] = await ctx.db.execute<{ total: number; page: number; ids: string[] }>(sql`
    with matched as materialized (
      select ${notifications.id}, ${columns} from ${notifications}
      where ${within(ctx.actor, notifications.serviceId)} and ${filters} limit ${countLimit + 1}),
    counted as (select count(*)::int as total from matched),
    numbered as (select total, case when ${search.page}::int > 0 then ${search.page}::int
      else greatest(1, ceil(total / ${size}::float8)::int + 1 + ${search.page}::int) end as page from counted)
    select total, page, array(select id from matched order by ${sorted(order, search.descending)}
      limit ${size} offset (page - 1)::bigint * ${size}) as ids
    from numbered`);
  return { ids: row?.ids ?? [], total: row?.total ?? 0, page: row?.page ?? 1, edges: null };
}

/** More rows than are counted: pages are numbered from either end, and go on from the row where the other left off. */
async function pageBeyondCount(ctx: Context, search: NotificationSearch, total: number): Promise<NotificationPage> {
  const { page, size, after, before } = search;
  const cursor = before ?? after;
  const backwards = before !== undefined || (after === undefined && page < 0);
  const reached = cursor === undefined ? null : beyond(orderOf(search), cursor, search.descending !== backwards);
  // Without a cursor the address may say any number: as far as is counted.
  const skipped = Math.min((Math.abs(page) - 1) * size, countLimit - size);
  const keys = await walk(ctx, search, {
    ...(reached ? { offset: 0, reached } : { offset: skipped }),
    limit: size,
    backwards,
  });
  const [first, last] = [keys[0], keys.at(-1)];
  return {
    ids: keys.map(({ id }) => id),
    total,
    page: reached ? page : Math.sign(page) * (skipped / size + 1),
    edges: first && last ? { first: first.cursor, last: last.cursor } : null,
  };
}

type Key = { id: string; cursor: string };
type Walk = { offset: number; limit: number; backwards: boolean; reached?: SQL };

/** Rows along the index of the order, from one end or from where `reached` says; answered in the order of the list. */
async function walk(ctx: Context, search: NotificationSearch, way: Walk): Promise<Key[]> {
  const order = orderOf(search);
  const descending = search.descending !== way.backwards;
  const columns = listed([
    sql`${notifications.id}, ${cursorOf(order)} as cursor`,
    ...order.map(({ column }, index) => sql`${column} as ${placed(index)}`),
  ]);
  const rowsOf = (scope: SQL) => sql`(select ${columns} from ${notifications}
    where ${scope} and ${notificationFilters(search)} and ${way.reached ?? sql`true`}
    order by ${orderBy(order, descending)} limit ${way.limit + way.offset})`;
  // No index has the rows of several services in order: each is walked, only as far as the merge asks. The index on
  // subjects has no order at all.
  const scopes =
    search.flowId || search.subject
      ? [within(ctx.actor, notifications.serviceId)]
      : (await visibleServices(ctx, search)).map((id) => eq(notifications.serviceId, id));
  if (scopes.length === 0) return [];
  const keys = await ctx.db.execute<Key>(sql`
    select id, cursor from (${sql.join(scopes.map(rowsOf), sql` union all `)}) merged
    order by ${sorted(order, descending)} limit ${way.limit} offset ${way.offset}`);
  return way.backwards ? [...keys].reverse() : [...keys];
}

async function visibleServices(ctx: Context, { serviceId }: NotificationSearch): Promise<string[]> {
  const found = await ctx.db
    .select({ id: services.id })
    .from(services)
    .where(and(within(ctx.actor, services.id), serviceId ? eq(services.id, serviceId) : undefined));
  return found.map(({ id }) => id);
}

const listed = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
const placed = (index: number) => sql.raw(`o${index}`);
const sorted = (order: Order, descending: boolean) =>
  listed(order.map((_, index) => (descending ? desc : asc)(placed(index))));
