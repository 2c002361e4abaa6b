import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { flows } from "@/db/schema/flows";
import { attempts, notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { AppIo } from "@/lib/appio/client";
import { createSandbox, type Sandbox } from "@/lib/appio/sandbox/sandbox";
import { registeredAnew } from "@/lib/notifications/reregister";
import { deliverFlow } from "@/lib/sending/deliver";
import type { Engine } from "@/lib/sending/engine";
import { budgetsToRead, readDueStatuses, readStatus } from "@/lib/sending/status";
import { createWorld, type World } from "@/tests/support/world";
import { answered } from "../appio/answers";

let world: World;
let sandbox: Sandbox;
let engine: Engine;

beforeAll(async () => {
  world = await createWorld();
  sandbox = createSandbox({ limit: null, processedAfterMs: 0, population: { notOnIo: 0, blocked: 0 } });
  engine = world.engineOn((await sandbox.listen()).apiUrl);
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
  await engine.appio.close();
  await sandbox.close();
  await world.close();
});

/** A flow whose rows were all accepted, and are due now. */
async function acceptedFlow(rows: number) {
  const flow = await world.flow((await world.service()).id, "sending", rows);
  await deliverFlow(engine, { flowId: flow.id, seconds: 5 });
  await world.db.update(notifications).set({ checkDueAt: new Date() }).where(eq(notifications.flowId, flow.id));
  return flow;
}
/** What reconcile does: a run for each budget that has something due. */
async function readDue() {
  const budgets = await budgetsToRead(world.sql);
  const runs = budgets.map((budgetId) => readDueStatuses(engine, { budgetId, seconds: 5 }));
  return (await Promise.all(runs)).reduce((sum, run) => sum + run.read, 0);
}
const rowsOf = (id: string) =>
  world.db.select().from(notifications).where(eq(notifications.flowId, id)).orderBy(notifications.position);
const stateOf = async (id: string) => (await world.db.select().from(flows).where(eq(flows.id, id)))[0]!.state;

describe("readDueStatuses", () => {
  it("reads until each is final, and asks no more", async () => {
    const flow = await acceptedFlow(80);
    expect(await budgetsToRead(world.sql)).toHaveLength(1);
    expect(await readDue()).toBe(80);
    const rows = await rowsOf(flow.id);
    expect(rows.every((row) => row.deliveryStatus === "PROCESSED" && row.checkDueAt === null)).toBe(true);
    expect(await budgetsToRead(world.sql)).toEqual([]);
    expect(await stateOf(flow.id)).toBe("sent");
  });

  it("lets a late outcome change the notification and its flow", async () => {
    const flow = await acceptedFlow(3);
    const [failed, rejected] = flow.rows;
    sandbox.addFaults({
      fiscalCodes: { [failed!.fiscalCode]: { status: "FAILED" }, [rejected!.fiscalCode]: { status: "REJECTED" } },
    });
    await readDue();
    expect((await rowsOf(flow.id)).map(({ state, reason }) => [state, reason])).toEqual([
      ["error", "failed"],
      ["unreachable", "rejected"],
      ["sent", null],
    ]);
    expect(await stateOf(flow.id)).toBe("incomplete");
    const timeline = await world.db
      .select()
      .from(attempts)
      .where(eq(attempts.notificationId, failed!.id))
      .orderBy(attempts.id);
    expect(timeline.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ["send", "accepted"],
      ["status", "FAILED"],
    ]);
  });

  it.each(["THROTTLED", "SOMETHING_NEW", "message not found"])("keeps asking after %s", async (status) => {
    const flow = await acceptedFlow(1);
    sandbox.addFaults({
      fiscalCodes: { [flow.rows[0]!.fiscalCode]: { status: status === "message not found" ? "not-found" : status } },
    });
    await readDue();
    const [row] = await rowsOf(flow.id);
    expect(row).toMatchObject({ state: "sent" });
    expect(row!.checkDueAt!.getTime()).toBeGreaterThan(Date.now());
  });

  it("shares the due rows between two readers", async () => {
    const flow = await acceptedFlow(200);
    const read = await Promise.all([1, 2].map(() => readDue()));
    expect(read.reduce((sum, one) => sum + one, 0)).toBe(200);
    expect((await rowsOf(flow.id)).every((row) => row.deliveryStatus === "PROCESSED")).toBe(true);
  });

  it("answers a person about one notification", async () => {
    const flow = await acceptedFlow(1);
    expect(await readStatus(engine, flow.rows[0]!.id)).toMatchObject({ kind: "status", status: "PROCESSED" });
    expect((await rowsOf(flow.id))[0]).toMatchObject({ deliveryStatus: "PROCESSED" });
  });

  it("does not take the answer about an earlier message for one about what was sent again meanwhile", async () => {
    const service = await world.service();
    const [row] = await world.fill(null, service.id, 1, { state: "sent", deliveryId: "01FIRST", sentAt: new Date() });
    const write = (columns: Partial<typeof notifications.$inferInsert>) =>
      world.db.update(notifications).set(columns).where(eq(notifications.id, row!.id));
    const appio = {
      async message(_key: string, _fiscalCode: string, id: string) {
        expect(id).toBe("01FIRST");
        // Meanwhile another reader saw the rejection, a person registered it anew, and it was sent again.
        await write({ state: "unreachable", reason: "rejected" });
        await write(registeredAnew);
        await write({ state: "sent", deliveryId: "01SECOND", sentAt: new Date(), deliveryStatus: "ACCEPTED" });
        return answered(200, { message: {}, status: "REJECTED" });
      },
    } as unknown as AppIo;
    await readStatus({ ...world, appio }, row!.id);
    const [now] = await world.db.select().from(notifications).where(eq(notifications.id, row!.id));
    expect(now).toMatchObject({ state: "sent", reason: null, deliveryId: "01SECOND", deliveryStatus: "ACCEPTED" });
    expect(await world.db.select().from(attempts).where(eq(attempts.notificationId, row!.id))).toEqual([]);
  });

  it("has no answer for a person about what was never sent", async () => {
    const [row] = await world.fill(null, (await world.service()).id, 1);
    expect(await readStatus(engine, row!.id)).toBe(null);
    expect(await readStatus(engine, crypto.randomUUID())).toBe(null);
    expect(sandbox.stats().calls.status.total).toBe(0);
  });

  it.each(["server-error", "reset-before", "key-refused", "malformed-json"] as const)(
    "asks again within minutes, and loses nothing it knew, after %s",
    async (fault) => {
      const flow = await acceptedFlow(1);
      await world.db.update(notifications).set({ readStatus: "UNREAD" }).where(eq(notifications.flowId, flow.id));
      sandbox.addFaults({ outage: { fault } });
      expect(await readDue()).toBe(1);
      const [row] = await rowsOf(flow.id);
      expect(row).toMatchObject({ state: "sent", deliveryStatus: "ACCEPTED", readStatus: "UNREAD" });
      expect(row!.checkDueAt!.getTime()).toBeLessThan(Date.now() + 6 * 60_000);
      expect(row!.checkDueAt!.getTime()).toBeGreaterThan(Date.now());
    },
  );

  it("dates a reading only when App IO said something of the message", async () => {
    const flow = await acceptedFlow(3);
    const [unanswered, unknown] = flow.rows;
    sandbox.addFaults({
      fiscalCodes: {
        [unanswered!.fiscalCode]: { status: "server-error" },
        [unknown!.fiscalCode]: { status: "not-found" },
      },
    });
    await readDue();
    expect((await rowsOf(flow.id)).map(({ checkedAt }) => checkedAt !== null)).toEqual([false, true, true]);
  });

  it("does not let one service whose key does not open hold up the others", async () => {
    const [closed, open] = [await acceptedFlow(2), await acceptedFlow(3)];
    const [service] = await world.db.select().from(services).where(eq(services.id, open.serviceId));
    await world.db
      .update(services)
      .set({ sealedKey: "v1.a.b.c", organizationId: service!.organizationId })
      .where(eq(services.id, closed.serviceId));
    await readDue();
    expect((await rowsOf(open.id)).map(({ deliveryStatus }) => deliveryStatus)).toEqual(Array(3).fill("PROCESSED"));
    for (const row of await rowsOf(closed.id)) {
      expect(row).toMatchObject({ state: "sent", deliveryStatus: "ACCEPTED" });
      expect(row.checkDueAt!.getTime()).toBeGreaterThan(Date.now());
    }
    expect(await budgetsToRead(world.sql)).toEqual([]);
  });

  it("reads the oldest first, and leaves the rest due when its time is over", async () => {
    const service = await world.service({ callLimit: 50, callShare: 100 });
    const rows = await world.fill(null, service.id, 60, { state: "sent", deliveryId: "01A", sentAt: new Date() });
    for (const [i, { id }] of rows.entries()) {
      const checkDueAt = new Date(Date.now() - 60_000 - i * 1000);
      await world.db.update(notifications).set({ checkDueAt }).where(eq(notifications.id, id));
    }
    const [budgetId] = await budgetsToRead(world.sql);
    const run = await readDueStatuses(engine, { budgetId: budgetId!, seconds: 1 });
    expect(run.more).toBe(true);
    expect(run.read).toBeGreaterThan(0);
    expect(run.read).toBeLessThan(60);
    const left = await world.sql<{ id: string }[]>`
      select id from notifications where service_id = ${service.id} and check_due_at <= now()`;
    expect(left.length).toBe(60 - run.read);
    // The last ones of the list are the oldest.
    const oldest = rows.slice(-Math.floor(run.read / 2)).map(({ id }) => id);
    expect(left.filter(({ id }) => oldest.includes(id))).toEqual([]);
    // The next checkpoint goes on with them.
    expect(await budgetsToRead(world.sql)).toEqual([budgetId]);
    expect((await readDueStatuses(engine, { budgetId: budgetId!, seconds: 1 })).read).toBeGreaterThan(0);
    await world.db.update(notifications).set({ checkDueAt: null }).where(eq(notifications.serviceId, service.id));
  });
});
