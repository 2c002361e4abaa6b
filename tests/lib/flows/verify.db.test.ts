import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { flowProgress } from "@/lib/flows/progress";
import { stopVerify } from "@/lib/flows/stop-verify";
import { verifyFlow } from "@/lib/flows/verify";
import { nextCheckIn } from "@/lib/sending/status-times";
import { createWorld, type World } from "@/tests/support/world";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: World;
let ctx: Awaited<ReturnType<World["operator"]>>;
let service: Awaited<ReturnType<World["service"]>>;

beforeAll(async () => {
  world = await createWorld();
  service = await world.service({ callLimit: 150 });
  ctx = await world.operator([service.id]);
});
afterAll(() => world.close());

/** A sent flow with notifications accepted so long ago, whose next reading is far away. */
async function sentFlow(...rows: { ago: number; status?: string; disabled?: boolean; due?: Date | null }[]) {
  const flow = await world.flow(service.id, "sent");
  const made = [];
  for (const { ago, status = "ACCEPTED", disabled = false, due = new Date(Date.now() + DAY) } of rows) {
    const sentAt = new Date(Date.now() - ago);
    const columns = { state: "sent", deliveryId: "01JD", sentAt, deliveryStatus: status, disabled } as const;
    const [row] = await world.fill(flow.id, service.id, 1, {
      ...columns,
      checkDueAt: status === "PROCESSED" ? null : due,
    });
    made.push(row!);
  }
  return { ...flow, rows: made };
}

const rowNow = async (id: string) => (await world.db.select().from(notifications).where(eq(notifications.id, id)))[0]!;
/** As the engine leaves a row that it has read: no last word, next reading in an hour. */
const read = (id: string) =>
  world.db
    .update(notifications)
    .set({ checkedAt: sql`clock_timestamp()`, checkDueAt: sql`clock_timestamp() + interval '1 hour'` })
    .where(eq(notifications.id, id));
const verification = async (id: string) => (await flowProgress(ctx, id)).verification;

describe("Verifica Stato of a flow", () => {
  it("makes due what has no last word yet, and nothing else", async () => {
    const flow = await sentFlow(
      { ago: HOUR },
      { ago: 8 * DAY, due: null },
      { ago: HOUR, status: "THROTTLED" },
      { ago: HOUR, status: "QUALCOSA" },
      { ago: HOUR, status: "PROCESSED" },
      { ago: HOUR, disabled: true },
    );
    expect(await flowProgress(ctx, flow.id)).toMatchObject({
      open: 4,
      awaited: 3,
      verification: null,
      // One call each, at 80% of 150 in 5 seconds.
      verifySeconds: 4 / 24,
    });
    world.hints.length = 0;
    expect(await verifyFlow(ctx, { flowId: flow.id })).toEqual({ asked: 4 });

    const rows = await Promise.all(flow.rows.map(({ id }) => rowNow(id)));
    const due = rows.map(({ checkDueAt }) => checkDueAt !== null && checkDueAt <= new Date());
    expect(due).toEqual([true, true, true, true, false, false]);
    expect(world.hints).toEqual([{ name: "flussio/reconcile", data: {} }]);
    const audit = await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, flow.id));
    expect(audit).toMatchObject([{ verb: "flow.verify", detail: { count: 4 } }]);
  });

  it("tells how many were read, whatever becomes due of itself meanwhile", async () => {
    const flow = await sentFlow({ ago: HOUR }, { ago: HOUR }, { ago: HOUR });
    await verifyFlow(ctx, { flowId: flow.id });
    expect(await verification(flow.id)).toMatchObject({ count: 3, unread: 3, secondsLeft: 3 / 24 });
    await read(flow.rows[0]!.id);
    expect(await verification(flow.id)).toMatchObject({ count: 3, unread: 2 });
    await world.db
      .update(notifications)
      .set({ checkDueAt: new Date(Date.now() - 1000) })
      .where(eq(notifications.id, flow.rows[0]!.id));
    expect(await verification(flow.id)).toMatchObject({ count: 3, unread: 2 });
    for (const { id } of flow.rows) await read(id);
    expect(await verification(flow.id)).toMatchObject({ count: 3, unread: 0 });
  });

  it("has not read what App IO did not answer about, and goes on asking", async () => {
    const flow = await sentFlow({ ago: HOUR }, { ago: HOUR }, { ago: HOUR, disabled: true });
    await verifyFlow(ctx, { flowId: flow.id });
    const soon = { checkDueAt: new Date(Date.now() + 5 * 60_000) };
    await world.db.update(notifications).set(soon).where(eq(notifications.id, flow.rows[0]!.id));
    await read(flow.rows[1]!.id);
    expect(await verification(flow.id)).toMatchObject({ count: 2, unread: 1 });
  });

  it("asks nothing when every outcome has arrived", async () => {
    const flow = await sentFlow({ ago: HOUR, status: "PROCESSED" });
    world.hints.length = 0;
    expect(await verifyFlow(ctx, { flowId: flow.id })).toEqual({ asked: 0 });
    expect(world.hints).toEqual([]);
    expect(await verification(flow.id)).toBeNull();
  });
});

describe("a Verifica Stato that is stopped", () => {
  it("puts what was not read back on its schedule, and leaves what was read", async () => {
    const agos = [5_000, 2 * 60_000, 10 * 60_000, HOUR, 5 * HOUR, 20 * HOUR, 3.5 * DAY, 8 * DAY];
    const flow = await sentFlow(...agos.map((ago) => ({ ago })), { ago: HOUR });
    await verifyFlow(ctx, { flowId: flow.id });
    const done = flow.rows.at(-1)!;
    await read(done.id);
    const { checkDueAt } = await rowNow(done.id);

    expect(await stopVerify(ctx, { flowId: flow.id })).toEqual({ unread: agos.length, count: agos.length + 1 });
    for (const [place, ago] of agos.entries()) {
      const row = await rowNow(flow.rows[place]!.id);
      const next = nextCheckIn(ago / 1000);
      if (next === null) expect(row.checkDueAt).toBeNull();
      else expect(row.checkDueAt!.getTime() - row.sentAt!.getTime()).toBe(1000 * Math.round(next + ago / 1000));
    }
    expect((await rowNow(done.id)).checkDueAt).toEqual(checkDueAt);
    expect(await verification(flow.id)).toBeNull();
    const audit = await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, flow.id));
    expect(audit.map(({ verb }) => verb)).toEqual(["flow.verify", "flow.verify-stop"]);
  });

  it("changes nothing when none is going on", async () => {
    const flow = await sentFlow({ ago: HOUR, due: new Date(Date.now() - 1000) });
    expect(await stopVerify(ctx, { flowId: flow.id })).toEqual({ unread: 0, count: 0 });
    expect((await rowNow(flow.rows[0]!.id)).checkDueAt).toEqual(flow.rows[0]!.checkDueAt);
    const [now] = await world.db.select().from(flows).where(eq(flows.id, flow.id));
    expect(now).toMatchObject({ verifyRequestedAt: null, version: 1 });
  });
});
