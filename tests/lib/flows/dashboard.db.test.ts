import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { flows } from "@/db/schema/flows";
import { block } from "@/lib/appio/budget";
import { platformFaults } from "@/lib/flows/faults";
import { firstSteps } from "@/lib/flows/first-steps";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const DAY = 86_400_000;

it("tells the stops by fault of a week by service and cause, and the last pause", async () => {
  const service = await world.service({ callLimit: 150 });
  const ctx = await world.operator([service.id]);
  expect(await platformFaults(ctx)).toEqual({ stops: [], pauses: [] });
  const stop = async (stopReason: typeof flows.$inferInsert.stopReason, ago: number) => {
    const { id } = await world.flow(service.id, "incomplete");
    const stoppedAt = new Date(ctx.now.getTime() - ago);
    await world.db.update(flows).set({ stopReason, stoppedAt }).where(eq(flows.id, id));
    return stoppedAt;
  };
  await stop("platform-down", 3 * DAY);
  const last = await stop("platform-down", 2 * DAY);
  const key = await stop("key-refused", DAY);
  await stop("operator", DAY);
  await stop("key-refused", 8 * DAY);
  const budget = await world.db.query.organizations.findFirst({
    where: (ente) => eq(ente.id, service.organizationId),
  });
  await block(world.sql, budget!.budgetId, 30);

  const { stops, pauses } = await platformFaults(ctx);
  expect(stops).toEqual([
    { reason: "key-refused", serviceId: service.id, serviceName: service.name, count: 1, last: key },
    { reason: "platform-down", serviceId: service.id, serviceName: service.name, count: 2, last },
  ]);
  expect(pauses).toMatchObject([{ budgetId: budget!.budgetId, organizationNames: ["Ente di prova"] }]);
  expect(pauses[0]!.until.getTime()).toBeGreaterThan(ctx.now.getTime() - DAY);
});

it("follows the first steps of whoever begins", async () => {
  const nobody = await world.operator([]);
  expect(await firstSteps(nobody)).toEqual({ service: false, flow: false, notification: false, sent: false });
  const service = await world.service();
  const ctx = await world.operator([service.id]);
  expect(await firstSteps(ctx)).toEqual({ service: true, flow: false, notification: false, sent: false });
  const { id } = await world.flow(service.id);
  expect(await firstSteps(ctx)).toMatchObject({ flow: true, notification: false });
  await world.fill(id, service.id, 1);
  expect(await firstSteps(ctx)).toMatchObject({ notification: true, sent: false });
  await world.fill(null, service.id, 1, { state: "sent", trialOf: id });
  expect(await firstSteps(ctx)).toMatchObject({ sent: false });
  await world.db.update(flows).set({ sendStartedAt: ctx.now }).where(eq(flows.id, id));
  expect(await firstSteps(ctx)).toEqual({ service: true, flow: true, notification: true, sent: true });
});
