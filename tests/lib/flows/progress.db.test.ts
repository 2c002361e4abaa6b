import { afterAll, beforeAll, expect, it } from "vitest";
import { countFlow } from "@/lib/flows/count";
import { flowProgress } from "@/lib/flows/progress";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let ctx: Awaited<ReturnType<World["operator"]>>;
let service: Awaited<ReturnType<World["service"]>>;

beforeAll(async () => {
  world = await createWorld();
  service = await world.service({ callLimit: 150 });
  ctx = await world.operator([service.id]);
});
afterAll(() => world.close());

const rows = [
  {},
  {},
  { disabled: true },
  { state: "transmitting" },
  { state: "sent", deliveryStatus: "ACCEPTED", checkDueAt: new Date() },
  { state: "sent", deliveryStatus: "THROTTLED" },
  { state: "sent", deliveryStatus: "PROCESSED" },
  { state: "error", reason: "uncertain" },
  { state: "error", reason: "recipient-forbidden" },
  { state: "unreachable", reason: "not-on-io" },
] as const;

async function flowOf(state: "sending" | "incomplete") {
  const { id } = await world.flow(service.id, state);
  for (const columns of rows) await world.fill(id, service.id, 1, columns);
  return id;
}

it("counts what has left and what has not, with the pace of the budget, while it is being sent", async () => {
  const id = await flowOf("sending");
  expect(await flowProgress(ctx, id)).toMatchObject({
    ...{ state: "sending", total: 9, remaining: 3, done: 6, sent: 3 },
    // Two calls each, at 80% of 150 in 5 seconds.
    secondsLeft: 6 / 24,
    budget: { organizationName: "Ente di prova", callLimit: 150, callsPerSecond: 24, sends: 1, otherSends: 0 },
  });
  const other = await flowOf("sending");
  expect(await flowProgress(ctx, other)).toMatchObject({ secondsLeft: 12 / 24, budget: { sends: 2, otherSends: 1 } });
});

it("tells the outcomes on their way from those that never came", async () => {
  const id = await flowOf("incomplete");
  expect(await flowProgress(ctx, id)).toMatchObject({ open: 2, awaited: 1, budget: { sends: 2, otherSends: 2 } });
});

it("counts the same while sending as at rest", async () => {
  const id = await flowOf("sending");
  const { total, sent, ...counts } = await countFlow(ctx, id);
  const open = counts.registered + counts.transmitting;
  expect(await flowProgress(ctx, id)).toMatchObject({ total, sent, remaining: open, done: total - open });
  expect(counts).toMatchObject({ disabled: 1, undecided: 1, awaited: 1, forbidden: 1 });
});
