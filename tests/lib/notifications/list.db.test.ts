import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notifications } from "@/db/schema/notifications";
import type { Context } from "@/lib/context";
import { listNotifications } from "@/lib/notifications/list";
import { type NotificationSearch, notificationSearch } from "@/lib/notifications/search";
import { countLimit } from "@/lib/page";
import { body, createWorld, type World } from "@/tests/support/world";

/** More rows than are counted, of two services, many of them of the same instant. */
const many = countLimit + 37;

let world: World;
let few: { ctx: Context; flowId: string; services: string[] };
let crowd: { ctx: Context; flowId: string };
let stranger: Context;

beforeAll(async () => {
  world = await createWorld();
  const mine = [await world.service(), await world.service(), await world.service()].map(({ id }) => id);
  const flow = await world.flow(mine[0]!, "inactive", 25);
  await world.fill(null, mine[1]!, 21, { subject: "Avviso di pagamento" });
  await world.fill(null, mine[2]!, 17, { state: "error", reason: "uncertain" });
  await world.sql`update notifications set updated_at = created_at + (position % 5) * interval '1 minute'`;
  few = { ctx: await world.operator(mine), flowId: flow.id, services: mine };

  const [one, other] = [await world.service(), await world.service()];
  const large = await world.flow(one.id);
  await world.sql`
    insert into notifications (service_id, flow_id, fiscal_code, subject, body, created_at, created_by, updated_by)
    select case when n % 3 = 0 then ${other.id}::uuid else ${one.id}::uuid end,
      case when n % 3 = 0 then null else ${large.id}::uuid end,
      lpad(n::text, 16, 'X'), 'Molte', ${body}, now() - (n / 500) * interval '1 hour', 'prova', 'prova'
    from generate_series(1, ${many}) n`;
  crowd = { ctx: await world.operator([one.id, other.id]), flowId: large.id };
  stranger = await world.operator([(await world.service()).id]);
});
afterAll(() => world.close());

const list = (ctx: Context, search: Record<string, unknown>) =>
  listNotifications(ctx, notificationSearch.parse(search));

/** The ids of the whole list in its order, by a plain statement. */
async function expected(services: readonly string[], order: string, flowId?: string): Promise<string[]> {
  const rows = await world.sql<{ id: string }[]>`
    select id from notifications where service_id = any(${[...services]}::uuid[])
      ${flowId ? world.sql`and flow_id = ${flowId}` : world.sql``} order by ${world.sql.unsafe(order)}`;
  return rows.map(({ id }) => id);
}

async function walkNumbers(ctx: Context, search: Record<string, unknown>): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const { rows, total, size } = await list(ctx, { ...search, page });
    ids.push(...rows.map(({ id }) => id));
    if (page * size >= total) return ids;
  }
}

/** As the steps of the pager do beyond what is counted. */
async function walkCursors(ctx: Context, search: Record<string, unknown>, way: "forward" | "backward") {
  const ids: string[] = [];
  let page = way === "forward" ? 1 : -1;
  let cursor: Partial<NotificationSearch> = {};
  for (;;) {
    const shown = await list(ctx, { ...search, page, size: 100, ...cursor });
    const some = shown.rows.map(({ id }) => id);
    if (way === "forward") ids.push(...some);
    else ids.unshift(...some);
    if (some.length < 100) return ids;
    page += way === "forward" ? 1 : -1;
    cursor = way === "forward" ? { after: shown.edges?.last } : { before: shown.edges?.first };
  }
}

describe("a list that is counted", () => {
  it.each([
    [{}, "created_at desc, position desc"],
    [{ descending: "false" }, "created_at, position"],
    [{ sort: "updated" }, "updated_at desc, position desc"],
    [{ sort: "state" }, "created_at desc, position desc"],
  ])("shows each row once, in order: %o", async (search, order) => {
    expect(await walkNumbers(few.ctx, search)).toEqual(await expected(few.services, order));
  });

  it.each([
    [{ descending: "false" }, "position"],
    [{ sort: "state" }, "state desc, disabled desc, position desc"],
    [{ sort: "updated" }, "position desc"],
  ])("shows the rows of a flow: %o", async (search, order) => {
    const found = await walkNumbers(few.ctx, { flowId: few.flowId, ...search });
    expect(found).toEqual(await expected(few.services, order, few.flowId));
  });

  it("reads the same page from either end, and leads a page counted from the end to its number", async () => {
    const all = await expected(few.services, "created_at desc, position desc");
    const last = await list(few.ctx, { page: -1 });
    expect([last.page, last.total, last.rows.map(({ id }) => id)]).toEqual([4, 63, all.slice(60)]);
    const filtered = await list(few.ctx, { subject: "PROVA", page: -1 });
    expect([filtered.page, filtered.total, filtered.rows.length]).toEqual([3, 42, 2]);
  });

  it("is empty beyond its last page, and for whoever sees nothing of it", async () => {
    expect((await list(few.ctx, { page: 9 })).rows).toEqual([]);
    expect((await list(stranger, {})).total).toBe(0);
    expect((await list(stranger, { serviceId: few.services[0] })).total).toBe(0);
    expect((await list(stranger, { flowId: few.flowId })).total).toBe(0);
    expect((await list(stranger, { subject: "prova" })).total).toBe(0);
  });

  it("ignores a cursor that is none", async () => {
    for (const after of ["1", "1.2.3", "x", "9999999999999999999.1"])
      expect((await list(few.ctx, { after })).rows).toHaveLength(20);
  });
});

describe("filters", () => {
  const totals = async (search: Record<string, unknown>) => (await list(few.ctx, search)).total;

  it("finds a whole fiscal code, in any case, and a part of one", async () => {
    const { rows } = await list(few.ctx, {});
    const { fiscalCode } = rows[0]!;
    expect(await totals({ fiscalCode: fiscalCode.toLowerCase() })).toBe(1);
    expect((await list(few.ctx, { fiscalCode: fiscalCode.slice(2, 9) })).rows.map((row) => row.fiscalCode)).toContain(
      fiscalCode,
    );
    expect(await totals({ fiscalCode: "X".repeat(16) })).toBe(0);
  });

  it("finds a uuid by its beginning, with and without dashes, and nothing by what begins none", async () => {
    const { id } = (await list(few.ctx, {})).rows[0]!;
    for (const typed of [id, id.toUpperCase(), id.slice(0, 13), id.replaceAll("-", "").slice(0, 20)])
      expect(await totals({ uuid: typed })).toBe(1);
    for (const typed of ["zz", "%", randomUUID()]) expect(await totals({ uuid: typed })).toBe(0);
  });

  it("joins state, family, day and subject", async () => {
    expect(await totals({ state: "error" })).toBe(17);
    expect(await totals({ family: "uncertain" })).toBe(17);
    expect(await totals({ family: "to-correct" })).toBe(0);
    expect(await totals({ family: "pending" })).toBe(46);
    expect(await totals({ subject: "avviso di PAG" })).toBe(21);
    expect(await totals({ subject: "100%" })).toBe(0);
    expect(await totals({ state: "error", subject: "prova", serviceId: few.services[2] })).toBe(17);
    const [moved] = await world.db
      .update(notifications)
      .set({ createdAt: sql`'2025-03-04T12:00:00+01'` })
      .where(eq(notifications.id, (await list(few.ctx, {})).rows[0]!.id))
      .returning({ id: notifications.id });
    const { rows, total } = await list(few.ctx, { from: "2025-03-04" });
    expect([total, rows[0]?.id]).toEqual([1, moved?.id]);
  });
});

describe("a list longer than is counted", () => {
  it("shows each row once, forward and backward, whatever the service", async () => {
    const all = await expected(
      crowd.ctx.actor.kind === "operator" ? crowd.ctx.actor.services : [],
      "created_at desc, position desc",
    );
    expect(all).toHaveLength(many);
    expect(await walkCursors(crowd.ctx, {}, "forward")).toEqual(all);
    expect(await walkCursors(crowd.ctx, {}, "backward")).toEqual(all);
    expect(await walkCursors(crowd.ctx, { subject: "molte" }, "forward")).toEqual(all);
    expect(await walkCursors(crowd.ctx, { disabled: "false", descending: "false" }, "backward")).toEqual(all.reverse());
  });

  it("numbers pages from either end as far as it counts", async () => {
    const first = await list(crowd.ctx, { page: 900 });
    expect([first.page, first.rows.length, first.total]).toEqual([500, 20, countLimit + 1]);
    const beforeLast = await list(crowd.ctx, { page: -2 });
    const last = await list(crowd.ctx, { page: -1 });
    expect([beforeLast.page, last.page]).toEqual([-2, -1]);
    expect((await list(crowd.ctx, { page: -1, after: beforeLast.edges?.last })).rows).toEqual(last.rows);
  });
});
