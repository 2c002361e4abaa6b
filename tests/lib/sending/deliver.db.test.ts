import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { flows } from "@/db/schema/flows";
import { attempts, notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import { createSandbox, type Sandbox } from "@/lib/appio/sandbox/sandbox";
import { type Claimed, claimRows, markRows, releaseRows } from "@/lib/sending/claim";
import { deliverFlow } from "@/lib/sending/deliver";
import { deliverNotification } from "@/lib/sending/deliver-one";
import type { Engine } from "@/lib/sending/engine";
import { recoverClaims, standingFlows } from "@/lib/sending/recover";
import { settleRows } from "@/lib/sending/settle";
import { createWorld, type World } from "@/tests/support/world";

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

const flowNow = async (id: string) => (await world.db.select().from(flows).where(eq(flows.id, id)))[0]!;
const rowsOf = (id: string) =>
  world.db.select().from(notifications).where(eq(notifications.flowId, id)).orderBy(notifications.position);

/** Runs checkpoints until the flow is over, as the workflow does. */
async function run(flowId: string) {
  for (let i = 0; i < 30; i++) {
    if ((await deliverFlow(engine, { flowId, seconds: 5 })).status === "over") return;
  }
  throw new Error("the flow never ended");
}

const sendingFlow = async (rows: number) => world.flow((await world.service()).id, "sending", rows);

describe("deliverFlow", () => {
  it("posts every row once, after a profile check, and ends Inviato", async () => {
    const flow = await sendingFlow(300);
    await run(flow.id);
    const rows = await rowsOf(flow.id);
    expect(rows.every((row) => row.state === "sent" && row.deliveryId && row.attempts === 1)).toBe(true);
    expect(new Set(rows.map((row) => row.deliveryId)).size).toBe(300);
    expect(rows.map((row) => sandbox.postsOf(row.fiscalCode).posts)).toEqual(rows.map(() => 1));
    expect(sandbox.stats().posts).toMatchObject({ unchecked: 0, notAllowed: 0 });
    expect((await flowNow(flow.id)).state).toBe("sent");
  });

  it("leaves what cannot receive out of the posts, and says why", async () => {
    const flow = await sendingFlow(3);
    const [absent, blocked, reached] = flow.rows;
    sandbox.addFaults({
      fiscalCodes: { [absent!.fiscalCode]: { profile: "not-on-io" }, [blocked!.fiscalCode]: { profile: "blocked" } },
    });
    await run(flow.id);
    const rows = await rowsOf(flow.id);
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ["unreachable", "not-on-io"],
      ["unreachable", "sender-not-allowed"],
      ["sent", null],
    ]);
    expect(sandbox.postsOf(absent!.fiscalCode).posts + sandbox.postsOf(blocked!.fiscalCode).posts).toBe(0);
    expect(sandbox.postsOf(reached!.fiscalCode).posts).toBe(1);
    expect((await flowNow(flow.id)).state).toBe("incomplete");
  });

  it.each([
    ["server-error", "uncertain"],
    ["server-error-stored", "uncertain"],
    ["bad-gateway", "uncertain"],
    ["reset-after", "uncertain"],
    ["reset-before", "uncertain"],
    ["malformed-json", null], // its Location header names the message
    ["bad-request", "invalid-content"],
    ["recipient-forbidden", "recipient-forbidden"],
  ] as const)("never posts again after %s", async (fault, reason) => {
    const flow = await sendingFlow(2);
    sandbox.addFaults({ fiscalCodes: { [flow.rows[0]!.fiscalCode]: { send: fault } } });
    await run(flow.id);
    const [row, other] = await rowsOf(flow.id);
    expect(row).toMatchObject({ reason, state: reason ? "error" : "sent", attempts: 1 });
    expect(other).toMatchObject({ state: "sent" });
    expect(sandbox.postsOf(row!.fiscalCode).posts).toBe(1);
    const written = await world.db.select().from(attempts).where(eq(attempts.notificationId, row!.id));
    expect(written).toHaveLength(1);
  });

  it("asks again after a 429, which surely sent nothing", async () => {
    const flow = await sendingFlow(1);
    const { fiscalCode } = flow.rows[0]!;
    sandbox.addFaults({ fiscalCodes: { [fiscalCode]: { send: ["rate-limited", "ok"] } } });
    await run(flow.id);
    const [row] = await rowsOf(flow.id);
    expect(row).toMatchObject({ state: "sent", attempts: 2 });
    expect(sandbox.postsOf(fiscalCode).stored).toBe(1);
  });

  it.each([
    ["key-refused", "key-refused"],
    ["not-allowed", "not-allowed"],
    ["wrong-path", "wrong-address"],
    ["unavailable", "platform-down"],
  ] as const)("stops on %s, marks no row, and goes on when resumed", async (fault, stop) => {
    const flow = await sendingFlow(200);
    sandbox.addFaults({ outage: { fault } });
    await run(flow.id);
    expect(await flowNow(flow.id)).toMatchObject({ state: "incomplete", stopReason: stop });
    expect((await rowsOf(flow.id)).every((row) => row.state === "registered")).toBe(true);

    sandbox.addFaults({ outage: null });
    await world.db.update(flows).set({ state: "sending" }).where(eq(flows.id, flow.id));
    await run(flow.id);
    expect((await flowNow(flow.id)).state).toBe("sent");
    expect((await rowsOf(flow.id)).map((row) => sandbox.postsOf(row.fiscalCode).posts)).toEqual(flow.rows.map(() => 1));
  });

  it("stops when the first ten messages are refused for their recipient", async () => {
    const flow = await sendingFlow(1000);
    sandbox.addFaults({ rates: { send: { "recipient-forbidden": 1 } } });
    await run(flow.id);
    expect(await flowNow(flow.id)).toMatchObject({ state: "incomplete", stopReason: "test-only" });
    expect((await rowsOf(flow.id)).filter((row) => row.state === "registered").length).toBeGreaterThan(0);
  });

  it("does not let one person for whom nobody answers hold up the flow", async () => {
    const flow = await sendingFlow(20);
    sandbox.addFaults({ fiscalCodes: { [flow.rows[5]!.fiscalCode]: { profile: "server-error" } } });
    await run(flow.id);
    const rows = await rowsOf(flow.id);
    expect(rows[5]).toMatchObject({ state: "error", reason: "no-answer", attempts: 0 });
    expect(rows.filter((row) => row.state === "sent")).toHaveLength(19);
  });

  it("ends a small flow too when nobody answers", async () => {
    const flow = await sendingFlow(2);
    sandbox.addFaults({ outage: { fault: "unavailable" } });
    await run(flow.id);
    expect((await flowNow(flow.id)).state).toBe("incomplete");
    expect(flow.rows.map((row) => sandbox.postsOf(row.fiscalCode).posts)).toEqual([0, 0]);
  });

  it.each([
    [{ testing: true }, "service-testing"],
    [{ sealedKey: "v1.a.b.c" }, "key-unreadable"],
    [{ disabled: true }, "service-disabled"],
  ] as const)("sends nothing when the service became %o", async (change, stopReason) => {
    const flow = await sendingFlow(1);
    await world.db.update(services).set(change).where(eq(services.id, flow.serviceId));
    await run(flow.id);
    expect(await flowNow(flow.id)).toMatchObject({ state: "incomplete", stopReason });
    expect(sandbox.postsOf(flow.rows[0]!.fiscalCode).posts).toBe(0);
  });

  it("lets one run at a time hold a flow", async () => {
    const flow = await sendingFlow(50);
    const runs = await Promise.all([1, 2, 3].map(() => deliverFlow(engine, { flowId: flow.id, seconds: 5 })));
    // Whoever comes when the first has ended finds nothing to do.
    for (const { status } of runs) expect(["over", "waiting"]).toContain(status);
    expect(runs.map(({ settled }) => settled).sort()).toEqual([0, 0, 50]);
    expect((await rowsOf(flow.id)).map((row) => sandbox.postsOf(row.fiscalCode).posts)).toEqual(flow.rows.map(() => 1));
  });
});

describe("deliverNotification", () => {
  it("says that the key does not open, and gives the row back without a call", async () => {
    const [row] = await world.fill(null, (await world.service()).id, 1);
    await world.db.update(services).set({ sealedKey: "v1.a.b.c" }).where(eq(services.id, row!.serviceId));
    expect(await deliverNotification(engine, { id: row!.id, flowId: null, by: "prova" })).toMatchObject({
      ...{ state: "registered", reason: null, fault: { stop: "key-unreadable" } },
    });
    const [now] = await world.db.select().from(notifications).where(eq(notifications.id, row!.id));
    expect(now).toMatchObject({ state: "registered", claimId: null, claimedUntil: null, attempts: 0 });
    expect(sandbox.postsOf(row!.fiscalCode).posts).toBe(0);
  });
});

describe("a run whose flow is taken from it", () => {
  /** A slow send, of which something has left. */
  async function halfWay() {
    const service = await world.service({ callLimit: 50, callShare: 100 });
    const flow = await world.flow(service.id, "sending", 100);
    const delivery = deliverFlow(engine, { flowId: flow.id, seconds: 60 });
    while (sandbox.stats().posts.received < 3) await new Promise((resolve) => setTimeout(resolve, 50));
    return { flow, delivery };
  }
  /** What was on its way has ended, and nothing else left: all of them would take twenty seconds. */
  async function expectHalt(flowId: string) {
    const rows = await rowsOf(flowId);
    const sent = rows.filter(({ state }) => state === "sent").length;
    expect(sent).toBeLessThan(80);
    expect(rows.filter(({ state }) => state === "registered").length).toBe(100 - sent);
    expect(sandbox.stats().posts.received).toBe(sent);
  }

  it("by Interrompi stops at once, and goes on when resumed", async () => {
    const { flow, delivery } = await halfWay();
    await world.db.update(flows).set({ state: "incomplete" }).where(eq(flows.id, flow.id));
    expect(await delivery).toMatchObject({ status: "over" });
    await expectHalt(flow.id);
    await world.sql`update budgets set call_limit = null`;
    await world.db.update(flows).set({ state: "sending" }).where(eq(flows.id, flow.id));
    await run(flow.id);
    expect((await flowNow(flow.id)).state).toBe("sent");
    expect(sandbox.stats().posts).toMatchObject({ received: 100, repeated: 0 });
  });

  it("by another run stops at once, and leaves the other's lease alone", async () => {
    const { flow, delivery } = await halfWay();
    const other = { leaseOwner: crypto.randomUUID(), leaseUntil: new Date(Date.now() + 60_000) };
    await world.db.update(flows).set(other).where(eq(flows.id, flow.id));
    await delivery;
    await expectHalt(flow.id);
    expect(await flowNow(flow.id)).toMatchObject({ ...other, state: "sending" });
  });
});

describe("a repeated statement", () => {
  it("never touches a later claim of the same row", async () => {
    const flow = await sendingFlow(1);
    const lease = crypto.randomUUID();
    await world.db.update(flows).set({ leaseOwner: lease }).where(eq(flows.id, flow.id));
    const claim = async () =>
      (await claimRows(world.sql, { flowId: flow.id, lease, limit: 1, after: 0, reachableSince: null }))[0]!;
    const back = ({ id, claimId }: Claimed) => ({ id, claimId, state: "registered" as const, ...nothing });
    const first = await claim();
    await settleRows(world.sql, "prova", [back(first)]);
    const second = await claim();
    expect(await markRows(world.sql, [second])).toEqual([true]);
    await settleRows(world.sql, "prova", [back(first)]); // its commit was not acknowledged: written again
    await releaseRows(world.sql, [first]);
    expect((await rowsOf(flow.id))[0]).toMatchObject({ state: "transmitting", claimId: second.claimId });
    expect(await markRows(world.sql, [first])).toEqual([false]);
  });
  const nothing = { reason: null, deliveryId: null, attempt: null };

  it("claims nothing for a flow that was stopped, or that another run holds", async () => {
    const flow = await sendingFlow(1);
    const lease = crypto.randomUUID();
    expect(await claimRows(world.sql, { flowId: flow.id, lease, limit: 1, after: 0, reachableSince: null })).toEqual(
      [],
    );
    await world.db.update(flows).set({ leaseOwner: lease, state: "incomplete" }).where(eq(flows.id, flow.id));
    expect(await claimRows(world.sql, { flowId: flow.id, lease, limit: 1, after: 0, reachableSince: null })).toEqual(
      [],
    );
  });
});

describe("many flows of one ente", () => {
  it("post what they check", async () => {
    const service = await world.service({ callLimit: 250, callShare: 100 });
    const many = await Promise.all(Array.from({ length: 8 }, () => world.flow(service.id, "sending", 60)));
    await Promise.all(many.map((flow) => deliverFlow(engine, { flowId: flow.id, seconds: 4 })));
    const rows = (await Promise.all(many.map((flow) => rowsOf(flow.id)))).flat();
    const { profile } = sandbox.stats().calls;
    expect(rows.filter((row) => row.state === "sent").length).toBeGreaterThan(profile.total * 0.7);
  });
});

describe("recoverClaims", () => {
  it("gives back what was only claimed, and declares uncertain what was marked", async () => {
    const flow = await sendingFlow(2);
    const [claimed, marked] = flow.rows;
    const past = new Date(Date.now() - 1000);
    const held = { state: "transmitting" as const, claimId: crypto.randomUUID(), claimedUntil: past };
    await world.db.update(notifications).set(held).where(eq(notifications.id, claimed!.id));
    await world.db
      .update(notifications)
      .set({ ...held, postedAt: past, attempts: 1 })
      .where(eq(notifications.id, marked!.id));
    expect(await recoverClaims(world.sql)).toEqual({ released: 1, uncertain: 1 });
    expect(await standingFlows(world.sql, "send")).toContain(flow.id);
    await run(flow.id);
    const rows = await rowsOf(flow.id);
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ["sent", null],
      ["error", "uncertain"],
    ]);
    expect(sandbox.postsOf(marked!.fiscalCode).posts).toBe(0);
    expect((await flowNow(flow.id)).state).toBe("incomplete");
  });
});
