import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { flows } from "@/db/schema/flows";
import { organizations } from "@/db/schema/organizations";
import { hoursAhead, openFlows } from "@/lib/flows/hours";
import { flowProgress } from "@/lib/flows/progress";
import { sendFlow } from "@/lib/flows/send";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** 23/11/2026 is a Monday; Italian time is an hour ahead. */
const open = new Date("2026-11-23T10:00:00Z");
const closed = new Date("2026-11-23T21:00:00Z");
const morning = new Date("2026-11-24T07:00:00Z");

async function ready() {
  const service = await world.service();
  await world.db
    .update(organizations)
    .set({ sendingHours: { days: [1, 2, 3, 4, 5], from: "08:00", to: "20:00" } })
    .where(eq(organizations.id, service.organizationId));
  const flow = await world.flow(service.id, "inactive", 2);
  return { flowId: flow.id, ctx: await world.operator([service.id]) };
}

it("rest outside the hours of their ente, unless the operator said otherwise", async () => {
  const [held, anyHour] = [await ready(), await ready()];
  const free = await world.flow((await world.service()).id, "sending", 1);
  await sendFlow(held.ctx, { flowId: held.flowId, version: 1, count: 2 });
  await sendFlow(anyHour.ctx, { flowId: anyHour.flowId, version: 1, count: 2, anyHour: true });
  const all = [held.flowId, anyHour.flowId, free.id];
  expect((await openFlows(world.sql, all, open)).sort()).toEqual([...all].sort());
  expect((await openFlows(world.sql, all, closed)).sort()).toEqual([anyHour.flowId, free.id].sort());
  expect(await openFlows(world.sql, [])).toEqual([]);

  const seen = async (one: typeof held, now: Date) => (await flowProgress({ ...one.ctx, now }, one.flowId)).opensAt;
  expect(await seen(held, closed)).toBe(morning.getTime());
  expect(await seen(held, open)).toBeNull();
  expect(await seen(anyHour, closed)).toBeNull();
});

it("are decided anew at each send", async () => {
  const { ctx, flowId } = await ready();
  await sendFlow(ctx, { flowId, version: 1, count: 2, anyHour: true });
  await world.db.update(flows).set({ state: "incomplete" }).where(eq(flows.id, flowId));
  await sendFlow(ctx, { flowId, version: 2, count: 2 });
  expect(await openFlows(world.sql, [flowId], closed)).toEqual([]);
});

it("are told before: when a send really begins, and whether it ends inside", async () => {
  const { ctx, flowId } = await ready();
  expect(await hoursAhead(ctx, flowId, { at: closed, seconds: 60 })).toEqual({ opensAt: morning, outside: true });
  expect(await hoursAhead(ctx, flowId, { at: open, seconds: 60 })).toEqual({ opensAt: null, outside: false });
  expect(await hoursAhead(ctx, flowId, { at: open, seconds: 10 * 3600 })).toEqual({ opensAt: null, outside: true });
  expect(await hoursAhead(ctx, flowId, { at: open, seconds: null })).toEqual({ opensAt: null, outside: false });
});
