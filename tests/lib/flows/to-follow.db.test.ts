import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { flows } from "@/db/schema/flows";
import { flowsToFollow } from "@/lib/flows/to-follow";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let ctx: Awaited<ReturnType<World["operator"]>>;
let service: Awaited<ReturnType<World["service"]>>;

beforeAll(async () => {
  world = await createWorld();
  service = await world.service();
  ctx = await world.operator([service.id]);
});
afterAll(() => world.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

async function incomplete(columns: Partial<typeof flows.$inferInsert>, ...rows: Parameters<World["fill"]>[3][]) {
  const { id } = await world.flow(service.id, "incomplete");
  await world.db.update(flows).set(columns).where(eq(flows.id, id));
  for (const row of rows) await world.fill(id, service.id, 1, row);
  return id;
}

it("raises what asks something of somebody, faults first and then the latest", async () => {
  const sent = { state: "sent", deliveryStatus: "PROCESSED" } as const;
  const uncertain = { state: "error", reason: "uncertain" } as const;
  const waiting = await incomplete({ sendEndedAt: minutesAgo(1) }, sent, {});
  const undecided = await incomplete({ sendEndedAt: minutesAgo(2) }, uncertain, { ...uncertain, disabled: true });
  const wrong = await incomplete({ sendEndedAt: minutesAgo(3) }, { state: "error", reason: "invalid-content" });
  const byHand = await incomplete({ stopReason: "operator", stoppedAt: minutesAgo(4), stoppedBy: "x" }, sent, {});
  const oldFault = await incomplete({ stopReason: "key-refused", stoppedAt: minutesAgo(900) }, {});
  const fault = await incomplete(
    { stopReason: "test-only", stoppedAt: minutesAgo(60), stopDetail: "403 Recipient forbidden" },
    { state: "error", reason: "recipient-forbidden" },
    uncertain,
    {},
  );
  // Nothing to do: only people who cannot receive, a decision taken, disabled.
  await incomplete({ sendEndedAt: minutesAgo(1) }, sent, { state: "unreachable", reason: "not-on-io" });
  await incomplete({ sendEndedAt: minutesAgo(1) }, sent, { ...uncertain, decidedAt: new Date() });
  await incomplete({ sendEndedAt: minutesAgo(1) }, { state: "error", reason: "failed", disabled: true });
  await incomplete({ disabled: true, stopReason: "key-refused" }, {});
  await world.flow(service.id, "active", 1);

  const found = await flowsToFollow(ctx);
  expect(found.map(({ id }) => id)).toEqual([fault, oldFault, waiting, undecided, wrong, byHand]);
  expect(found[0]).toMatchObject({
    stopReason: "test-only",
    stopDetail: "403 Recipient forbidden",
    service: { name: service.name },
    counts: {
      ...{ total: 3, registered: 1, sent: 0, undecided: 1, forbidden: 1 },
      families: { uncertain: 1, "to-retry": 1, "to-correct": 0 },
    },
  });
  expect(found[3]).toMatchObject({ counts: { total: 1, families: { uncertain: 1, "to-correct": 0 } } });
  expect(found[4]).toMatchObject({ counts: { families: { "to-retry": 0, "to-correct": 1 } } });
});
