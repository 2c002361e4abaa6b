import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { flows } from "@/db/schema/flows";
import { attempts, notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import { createSandbox, type Sandbox } from "@/lib/appio/sandbox/sandbox";
import { requestReachability } from "@/lib/flows/reach";
import { stopReachability } from "@/lib/flows/stop-reach";
import { type Draft, parsed } from "@/lib/notifications/content";
import { editNotification } from "@/lib/notifications/edit";
import { deliverFlow } from "@/lib/sending/deliver";
import type { Engine } from "@/lib/sending/engine";
import { reachFlow } from "@/lib/sending/reachability";
import { standingFlows } from "@/lib/sending/recover";
import { fiscalCodeOf } from "@/tests/support/people";
import { body, createWorld, type World } from "@/tests/support/world";

let world: World;
let sandbox: Sandbox;
let engine: Engine;
beforeAll(async () => {
  world = await createWorld();
  sandbox = createSandbox({ limit: null, population: { notOnIo: 0, blocked: 0 } });
  engine = world.engineOn((await sandbox.listen()).apiUrl);
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
  await engine.appio.close();
  await sandbox.close();
  await world.close();
});

/** A flow of so many people, whose check was asked for by a person. */
async function asked(rows: number, limits: { callLimit?: number; callShare?: number } = {}) {
  const service = await world.service(limits);
  const flow = await world.flow(service.id, "active", rows);
  const ctx = await world.operator([service.id]);
  await requestReachability(ctx, { flowId: flow.id });
  return { ...flow, ctx, service };
}
const flowNow = async (id: string) => (await world.db.select().from(flows).where(eq(flows.id, id)))[0]!;
const rowsOf = (id: string) =>
  world.db.select().from(notifications).where(eq(notifications.flowId, id)).orderBy(notifications.position);
const profileCalls = () => sandbox.stats().calls.profile.total;

/** Runs checkpoints until there is nothing more to do, as the workflow does; answers how many it took. */
async function reach(flowId: string, seconds = 5) {
  for (let checkpoints = 1; checkpoints < 30; checkpoints++) {
    if ((await reachFlow(engine, { flowId, seconds })).status === "over") return checkpoints;
  }
  throw new Error("the check never ended");
}
async function send(flowId: string) {
  await world.db.update(flows).set({ state: "sending" }).where(eq(flows.id, flowId));
  for (let i = 0; i < 30; i++) if ((await deliverFlow(engine, { flowId, seconds: 5 })).status === "over") return;
  throw new Error("the flow never ended");
}

describe("Verifica raggiungibilità", () => {
  it("keeps for each person what App IO says, and when, and sends nothing", async () => {
    const flow = await asked(5);
    const [absent, refusing] = flow.rows;
    sandbox.addFaults({
      fiscalCodes: { [absent!.fiscalCode]: { profile: "not-on-io" }, [refusing!.fiscalCode]: { profile: "blocked" } },
    });
    expect(await standingFlows(world.sql, "reach")).toContain(flow.id);
    await reach(flow.id);
    const [rows, now] = [await rowsOf(flow.id), await flowNow(flow.id)];
    expect(rows.map(({ reachability }) => reachability)).toEqual([
      ...["not-on-io", "sender-not-allowed", "allowed", "allowed", "allowed"],
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({ state: "registered", reason: null, attempts: 0, claimId: null });
      expect(row.reachabilityAt!.getTime()).toBeGreaterThanOrEqual(now.reachRequestedAt!.getTime());
    }
    expect(now).toMatchObject({ state: "active", reachFault: null, leaseOwner: null, version: flow.version });
    expect(now.reachEndedAt).not.toBe(null);
    expect(sandbox.stats().calls).toMatchObject({ profile: { total: 5 }, send: { total: 0 } });
    expect(await standingFlows(world.sql, "reach")).not.toContain(flow.id);
  });

  it("asks once for a person of several notifications, and writes all of them", async () => {
    const flow = await asked(10);
    for (let i = 0; i < 3; i++) {
      for (const { fiscalCode } of flow.rows) await world.fill(flow.id, flow.serviceId, 1, { fiscalCode });
    }
    await reach(flow.id);
    expect(profileCalls()).toBe(10);
    expect((await rowsOf(flow.id)).map(({ reachability }) => reachability)).toEqual(Array(40).fill("allowed"));
  });

  it("asks once also for a person whose notifications are far apart", async () => {
    const flow = await asked(140);
    for (const { fiscalCode } of flow.rows) await world.fill(flow.id, flow.serviceId, 1, { fiscalCode });
    await reach(flow.id);
    expect((await rowsOf(flow.id)).every(({ reachability }) => reachability === "allowed")).toBe(true);
    expect(profileCalls()).toBe(140);
  });

  it("asks only for what a send would take", async () => {
    const flow = await asked(2);
    const [disabled] = await world.fill(flow.id, flow.serviceId, 1, { disabled: true });
    const [ended] = await world.fill(flow.id, flow.serviceId, 1, { state: "error", reason: "invalid-content" });
    await reach(flow.id);
    expect(profileCalls()).toBe(2);
    for (const row of (await rowsOf(flow.id)).filter(({ id }) => [disabled!.id, ended!.id].includes(id))) {
      expect(row.reachability).toBe(null);
    }
  });

  it("goes on in another checkpoint where the first stopped, and asks nobody twice", async () => {
    const flow = await asked(60, { callLimit: 150, callShare: 100 });
    expect(await reach(flow.id, 1)).toBeGreaterThan(1);
    expect((await rowsOf(flow.id)).every(({ reachability }) => reachability === "allowed")).toBe(true);
    expect(profileCalls()).toBe(60);
  });

  it("stops within seconds when a person stops it, and keeps what it knows", async () => {
    const flow = await asked(200, { callLimit: 50, callShare: 100 });
    const checking = reach(flow.id, 60);
    await sleep(500);
    await stopReachability(flow.ctx, { flowId: flow.id });
    const { reachEndedAt } = await flowNow(flow.id);
    await checking;
    const known = (await rowsOf(flow.id)).filter(({ reachability }) => reachability !== null).length;
    expect(known).toBeGreaterThan(0);
    expect(known).toBeLessThan(150); // 200 would take twenty seconds
    expect(await flowNow(flow.id)).toMatchObject({ reachEndedAt, reachFault: null });
  });

  it("stops when the flow is sent meanwhile", async () => {
    const flow = await asked(200, { callLimit: 50, callShare: 100 });
    const checking = reach(flow.id, 60);
    await sleep(300);
    await world.sql`update flows set state = 'sending', reach_ended_at = now() where id = ${flow.id}`;
    await checking;
    expect(profileCalls()).toBeLessThan(150);
  });

  it.each([
    ["key-refused", "key-refused"],
    ["not-allowed", "not-allowed"],
    ["wrong-path", "wrong-address"],
    ["unavailable", "platform-down"],
  ] as const)("ends with its reason when App IO answers %s to everybody", async (fault, reachFault) => {
    const flow = await asked(50);
    sandbox.addFaults({ outage: { fault } });
    await reach(flow.id);
    const now = await flowNow(flow.id);
    expect(now).toMatchObject({ state: "active", reachFault, stopReason: null });
    expect(now.reachEndedAt).not.toBe(null);
    expect((await rowsOf(flow.id)).every(({ reachability }) => reachability === null)).toBe(true);
  });

  it("ends with its reason when the key does not open, without a call", async () => {
    const flow = await asked(3);
    await world.db.update(services).set({ sealedKey: "v1.a.b.c" }).where(eq(services.id, flow.serviceId));
    await reach(flow.id);
    expect(await flowNow(flow.id)).toMatchObject({ reachFault: "key-unreadable" });
    expect(profileCalls()).toBe(0);
  });

  it("leaves out a person about whom App IO does not answer", async () => {
    const flow = await asked(6);
    const { fiscalCode } = flow.rows[2]!;
    sandbox.addFaults({ fiscalCodes: { [fiscalCode]: { profile: "server-error" } } });
    await reach(flow.id);
    const known = (await rowsOf(flow.id)).map(({ reachability }) => reachability);
    expect(known).toEqual(["allowed", "allowed", null, "allowed", "allowed", "allowed"]);
    expect((await flowNow(flow.id)).reachFault).toBe(null);
  });

  it("is done by one run at a time", async () => {
    const flow = await asked(50);
    const runs = await Promise.all([1, 2, 3].map(() => reachFlow(engine, { flowId: flow.id, seconds: 5 })));
    // Whoever comes when the first has ended finds nothing to do.
    for (const { status } of runs) expect(["over", "waiting"]).toContain(status);
    expect(runs.reduce((sum, run) => sum + run.asked, 0)).toBe(50);
    expect(profileCalls()).toBe(50);
  });
});

describe("a send after it", () => {
  it("asks again for nobody, and posts only to who can receive", async () => {
    const flow = await asked(4);
    const [absent, refusing] = flow.rows;
    sandbox.addFaults({
      fiscalCodes: { [absent!.fiscalCode]: { profile: "not-on-io" }, [refusing!.fiscalCode]: { profile: "blocked" } },
    });
    await reach(flow.id);
    const calls = profileCalls();
    await send(flow.id);
    expect(profileCalls()).toBe(calls);
    const rows = await rowsOf(flow.id);
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ["unreachable", "not-on-io"],
      ["unreachable", "sender-not-allowed"],
      ["sent", null],
      ["sent", null],
    ]);
    expect(rows.map(({ fiscalCode }) => sandbox.postsOf(fiscalCode).posts)).toEqual([0, 0, 1, 1]);
    expect(sandbox.stats().posts).toMatchObject({ unchecked: 0, notAllowed: 0 });
    const timeline = await world.db.select().from(attempts).where(eq(attempts.notificationId, absent!.id));
    expect(timeline).toMatchObject([{ kind: "profile", outcome: "not-on-io", httpStatus: null }]);
  });

  it("asks for who was not asked", async () => {
    const flow = await asked(3);
    const { fiscalCode } = flow.rows[1]!;
    sandbox.addFaults({ fiscalCodes: { [fiscalCode]: { profile: "server-error" } } });
    await reach(flow.id);
    sandbox.reset();
    await send(flow.id);
    expect(profileCalls()).toBe(1);
    expect((await rowsOf(flow.id)).every(({ state }) => state === "sent")).toBe(true);
  });

  it.each<[string, (flowId: string) => Promise<unknown>]>([
    [
      "is older than the ente wants",
      (id) => world.sql`
        update notifications set reachability_at = now() - interval '25 hours' where flow_id = ${id}`,
    ],
    [
      "is of another day, before this check was asked for",
      (id) => world.sql`update flows set reach_requested_at = now() + interval '1 second' where id = ${id}`,
    ],
    ["has not ended", (id) => world.sql`update flows set reach_ended_at = null where id = ${id}`],
    [
      "was voided by an edit of the flow",
      (id) => world.sql`
        update flows set reach_requested_at = null, reach_ended_at = null where id = ${id}`,
    ],
  ])("asks again for everybody when the check %s", async (_, age) => {
    const flow = await asked(3);
    await reach(flow.id);
    await age(flow.id);
    await send(flow.id);
    expect(profileCalls()).toBe(6);
    expect((await rowsOf(flow.id)).every(({ state }) => state === "sent")).toBe(true);
  });

  it("asks for a person who was corrected since", async () => {
    const flow = await asked(2);
    await reach(flow.id);
    const { id, version } = (await rowsOf(flow.id))[0]!;
    const draft: Draft = {
      ...{ fiscalCode: parsed(fiscalCodeOf(999_999)), subject: parsed("Oggetto corretto"), body: parsed(body) },
      ...{ dueDate: parsed(null), amount: parsed(null), noticeNumber: parsed(null), payableAfterDue: parsed(true) },
    };
    await editNotification(flow.ctx, { id, version, draft });
    expect((await rowsOf(flow.id))[0]).toMatchObject({ reachability: null, reachabilityAt: null });
    await send(flow.id);
    expect(sandbox.stats().posts).toMatchObject({ received: 2, unchecked: 0 });
  });
});
