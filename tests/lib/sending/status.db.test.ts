import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { flows } from "@/db/schema/flows";
import { attempts, notifications } from "@/db/schema/notifications";
import { createSandbox, type Sandbox } from "@/lib/appio/sandbox/sandbox";
import { deliverFlow } from "@/lib/sending/deliver";
import type { Engine } from "@/lib/sending/engine";
import { CHECKS } from "@/lib/sending/schedule";
import { budgetsToRead, readDueStatuses, readingOf, readStatus } from "@/lib/sending/status";
import { createWorld, type World } from "@/tests/support/world";

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
  const runs = budgets.map((budgetId) => readDueStatuses(engine, { budgetId, reader: false, seconds: 5 }));
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
});

describe("readingOf", () => {
  const open = {
    kind: "status",
    status: "ACCEPTED",
    mail: null,
    push: null,
    read: null,
    payment: null,
    title: "200",
  } as const;
  const week = 7 * 24 * 3600;

  it("follows the clock, however often somebody asks, and gives up after a week", () => {
    expect(CHECKS.at(-1)).toBe(week);
    expect(readingOf({ id: "1", elapsed: 61 }, open).nextIn).toBe(5 * 60 - 61);
    expect(readingOf({ id: "1", elapsed: 62 }, open).nextIn).toBe(5 * 60 - 62);
    expect(readingOf({ id: "1", elapsed: week }, open).nextIn).toBe(null);
  });

  it("asks again soon when the platform did not answer, but not for ever", () => {
    expect(readingOf({ id: "1", elapsed: 86_500 }, { kind: "unavailable", title: "500" }).nextIn).toBe(300);
    expect(readingOf({ id: "1", elapsed: week + 1 }, { kind: "unavailable", title: "500" }).nextIn).toBe(null);
  });
});
