import { afterAll, beforeAll, expect, it } from "vitest";
import { countOutcomes, recentOutcomes } from "@/lib/notifications/outcomes";
import { countUndecided } from "@/lib/notifications/undecided";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Half past midnight in Italy: the day before in UTC. */
const now = new Date("2026-11-22T23:30:00Z");

it("counts by Italian day, service and family what has an outcome, and nothing else", async () => {
  const [service, other] = [await world.service(), await world.service()];
  const ctx = { ...(await world.operator([service.id])), now };
  const flow = await world.flow(service.id, "incomplete");
  const on = (day: string) => ({ createdAt: new Date(`${day}T12:00:00Z`) });
  await world.fill(flow.id, service.id, 2, { ...on("2026-11-20"), state: "sent", deliveryStatus: "PROCESSED" });
  await world.fill(flow.id, service.id, 1, { ...on("2026-11-20"), state: "sent", deliveryStatus: "ACCEPTED" });
  await world.fill(null, service.id, 1, { createdAt: now, state: "unreachable", reason: "not-on-io" });
  await world.fill(flow.id, service.id, 3, { ...on("2026-10-25"), state: "error", reason: "uncertain" });
  // None of these: too old, not sent yet, disabled, a trial, of another service.
  await world.fill(flow.id, service.id, 1, { ...on("2026-10-24"), state: "sent" });
  await world.fill(flow.id, service.id, 1, { ...on("2026-11-20"), state: "registered" });
  await world.fill(flow.id, service.id, 1, { ...on("2026-11-20"), state: "sent", disabled: true });
  await world.fill(null, service.id, 1, { ...on("2026-11-20"), state: "sent", trialOf: flow.id });
  await world.fill(null, other.id, 1, { ...on("2026-11-20"), state: "sent" });

  const { days, counts } = await countOutcomes(ctx);
  expect(days).toHaveLength(30);
  expect([days[0], days.at(-1)]).toEqual(["2026-10-25", "2026-11-23"]);
  const mine = { serviceId: service.id, serviceName: service.name };
  expect(new Set(counts)).toEqual(
    new Set([
      { ...mine, day: "2026-10-25", family: "uncertain", n: 3 },
      { ...mine, day: "2026-11-20", family: "available", n: 2 },
      { ...mine, day: "2026-11-20", family: "pending", n: 1 },
      { ...mine, day: "2026-11-23", family: "unreachable", n: 1 },
    ]),
  );
});

it("counts once for those who ask at the same moment, each with his own services", async () => {
  const [service, other] = [await world.service(), await world.service()];
  const [ctx, their] = [await world.operator([service.id]), await world.operator([other.id])];
  await world.fill(null, service.id, 1, { state: "sent" });
  const [one, two, three] = [recentOutcomes(ctx), recentOutcomes(ctx), recentOutcomes(their)];
  expect(two).toBe(one);
  expect((await one).counts).toHaveLength(1);
  expect((await three).counts).toEqual([]);
});

it("counts the uncertain ones that nobody has decided on, in flows and single, without trials", async () => {
  const service = await world.service();
  const ctx = await world.operator([service.id]);
  const flow = await world.flow(service.id, "incomplete");
  const uncertain = { state: "error", reason: "uncertain" } as const;
  await world.fill(flow.id, service.id, 2, uncertain);
  await world.fill(null, service.id, 1, uncertain);
  await world.fill(null, service.id, 1, { ...uncertain, trialOf: flow.id });
  await world.fill(flow.id, service.id, 1, { ...uncertain, decidedAt: now });
  await world.fill(flow.id, service.id, 1, { ...uncertain, disabled: true });
  await world.fill(flow.id, service.id, 1, { state: "error", reason: "failed" });
  expect(await countUndecided(ctx)).toBe(3);
});
