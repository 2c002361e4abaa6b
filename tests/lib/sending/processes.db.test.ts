import { setTimeout as sleep } from "node:timers/promises";
import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { open } from "@/db/client";
import { flows } from "@/db/schema/flows";
import { attempts, notifications } from "@/db/schema/notifications";
import { type AppIo, createAppIo } from "@/lib/appio/client";
import type { Answer } from "@/lib/appio/outcome";
import { createSandbox, type Sandbox, type SandboxOptions } from "@/lib/appio/sandbox/sandbox";
import { decideUncertain } from "@/lib/notifications/decide";
import { deliverFlow } from "@/lib/sending/deliver";
import { deliverNotification } from "@/lib/sending/deliver-one";
import type { Engine } from "@/lib/sending/engine";
import { recoverClaims, settleStrays, standingFlows } from "@/lib/sending/recover";
import { budgetsToRead, readDueStatuses } from "@/lib/sending/status";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function runningSandbox(options: SandboxOptions = {}): Promise<{ sandbox: Sandbox; apiUrl: string }> {
  const sandbox = createSandbox({ processedAfterMs: 0, population: { notOnIo: 0, blocked: 0 }, ...options });
  const { apiUrl } = await sandbox.listen();
  onTestFinished(() => sandbox.close());
  return { sandbox, apiUrl };
}

/** The engine of a process of its own: its pool, its connections to App IO. */
function processOn(apiUrl: string, change: (appio: AppIo) => Partial<AppIo> = () => ({})): Engine {
  const pool = open(world.url);
  const appio = createAppIo(apiUrl);
  onTestFinished(async () => {
    await Promise.all([appio.close(), pool.sql.end({ timeout: 1 })]);
  });
  return { ...pool, appio: { ...appio, ...change(appio) }, sealingKey: world.sealingKey };
}

/** What the workflow of one process does with a flow. */
async function deliver(engine: Engine, flowId: string) {
  for (let i = 0; i < 200; i++) {
    const { status } = await deliverFlow(engine, { flowId, seconds: 2 });
    if (status === "over") return;
    if (status === "waiting") await sleep(100);
  }
  throw new Error("the flow never ended");
}

const rowsOf = (flowId: string) =>
  world.db.select().from(notifications).where(eq(notifications.flowId, flowId)).orderBy(notifications.position);
const stateOf = async (id: string) => (await world.db.select().from(flows).where(eq(flows.id, id)))[0]!.state;
const timelineOf = async (id: string) =>
  (await world.db.select().from(attempts).where(eq(attempts.notificationId, id)).orderBy(attempts.id)).map(
    ({ kind, outcome }) => `${kind} ${outcome}`,
  );

/** Waits for what another process is about to do. */
async function until(condition: () => Promise<boolean> | boolean) {
  while (!(await condition())) await sleep(20);
}
/** The leases and claims of whoever holds this flow run out now, and reconcile passes. */
async function timePasses(flowId: string) {
  await world.sql`update flows set lease_until = now() - interval '1 second' where id = ${flowId}`;
  await world.sql`
    update notifications set claimed_until = now() - interval '1 second' where flow_id = ${flowId} and claimed_until is not null`;
  return recoverClaims(world.sql);
}

describe("two processes with one budget", () => {
  it("send the same flows, and read their outcomes, each message once and within the limit", async () => {
    const { sandbox, apiUrl } = await runningSandbox({ limit: 150 });
    const both = [processOn(apiUrl), processOn(apiUrl)];
    const service = await world.service({ callLimit: 150, callShare: 80 });
    const sends = await Promise.all([40, 25, 15].map((rows) => world.flow(service.id, "sending", rows)));
    await Promise.all(both.flatMap((engine) => sends.map(({ id }) => deliver(engine, id))));

    const people = sends.flatMap(({ rows }) => rows.map(({ fiscalCode }) => fiscalCode));
    expect(people.map((fiscalCode) => sandbox.postsOf(fiscalCode).posts)).toEqual(people.map(() => 1));
    for (const { id } of sends) expect(await stateOf(id)).toBe("sent");
    expect(sandbox.stats().calls).toMatchObject({ profile: { total: 80 }, send: { total: 80 } });

    const ids = sends.map(({ id }) => id);
    await world.db.update(notifications).set({ checkDueAt: new Date() }).where(inArray(notifications.flowId, ids));
    const [budgetId] = await budgetsToRead(world.sql);
    const read = () => both.map((engine) => readDueStatuses(engine, { budgetId: budgetId!, seconds: 8 }));
    expect((await Promise.all(read())).reduce((sum, run) => sum + run.read, 0)).toBe(80);
    expect(sandbox.stats().calls.status.total).toBe(80);

    const [organization] = Object.values(sandbox.stats().organizations);
    expect(organization).toMatchObject({ refused: 0 });
    // The share is 120 calls; late slots may meet at the edge of a window.
    expect(organization!.peak).toBeLessThanOrEqual(135);
  });

  it("let a person send one notification while the other sends its flow", async () => {
    const { sandbox, apiUrl } = await runningSandbox({ limit: 150 });
    const [mass, console] = [processOn(apiUrl), processOn(apiUrl)];
    const service = await world.service({ callLimit: 150, callShare: 80 });
    const flow = await world.flow(service.id, "sending", 30);
    const sending = deliver(mass, flow.id);
    await sleep(500);
    const [one] = await world.fill(null, service.id, 1);
    const orders = [1, 2, 3].map(() => deliverNotification(console, { id: one!.id, flowId: null, by: "prova" }));
    const ended = await Promise.all(orders);
    expect(ended.filter((end) => end?.state === "sent")).toHaveLength(1);
    expect(ended.filter((end) => end === null)).toHaveLength(2);
    expect(sandbox.postsOf(one!.fiscalCode).posts).toBe(1);
    expect((await rowsOf(flow.id)).some(({ state }) => state !== "sent")).toBe(true); // it did not wait for them
    await sending;
    expect(sandbox.stats().posts).toMatchObject({ received: 31, repeated: 0 });
  });
});

/** A process that stands still at a call until it is let go on; `reached` counts the calls that stand. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const state = { reached: 0, open: () => open() };
  const standing = async <Result>(go: () => Promise<Result>): Promise<Result> => {
    state.reached += 1;
    await opened;
    return go();
  };
  return { state, standing };
}

describe("a process that dies between the mark and its end", () => {
  it("leaves uncertain what it had marked, and to others what it had not", async () => {
    const { sandbox, apiUrl } = await runningSandbox({ limit: null });
    const flow = await world.flow((await world.service()).id, "sending", 4);
    const [received, , ...unmarked] = flow.rows.map(({ fiscalCode }) => fiscalCode);
    const forever = new Promise<never>(() => {});
    const dying = processOn(apiUrl, (appio) => ({
      profile: (key, fiscalCode) => (unmarked.includes(fiscalCode) ? forever : appio.profile(key, fiscalCode)),
      // Of the two that it posts, one reaches App IO and the other does not; it never knows.
      async submit(key, message) {
        if (message.fiscal_code === received) await appio.submit(key, message);
        return forever;
      },
    }));
    void deliverFlow(dying, { flowId: flow.id, seconds: 60 });
    await until(async () => (await rowsOf(flow.id)).filter(({ postedAt }) => postedAt).length === 2);
    await until(() => sandbox.postsOf(received!).posts === 1);
    await dying.sql.end({ timeout: 0 });

    expect(await timePasses(flow.id)).toEqual({ released: 2, uncertain: 2 });
    expect(await standingFlows(world.sql, "send")).toContain(flow.id);
    await deliver(processOn(apiUrl), flow.id);
    const rows = await rowsOf(flow.id);
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ["error", "uncertain"],
      ["error", "uncertain"],
      ["sent", null],
      ["sent", null],
    ]);
    expect(rows.map(({ fiscalCode }) => sandbox.postsOf(fiscalCode).posts)).toEqual([1, 0, 1, 1]);
    const timelines = await Promise.all(rows.map(({ id }) => timelineOf(id)));
    expect(timelines.flat()).toEqual(["send uncertain", "send uncertain", "send accepted", "send accepted"]);
    expect(await stateOf(flow.id)).toBe("incomplete");
  });

  it("and was only slow: its late answer still tells the truth", async () => {
    const { sandbox, apiUrl } = await runningSandbox({ limit: null });
    const flow = await world.flow((await world.service()).id, "sending", 3);
    const { state, standing } = gate();
    const slow = processOn(apiUrl, (appio) => ({ submit: (...message) => standing(() => appio.submit(...message)) }));
    const delivery = deliverFlow(slow, { flowId: flow.id, seconds: 60 });
    await until(() => state.reached === 3);
    expect(await timePasses(flow.id)).toEqual({ released: 0, uncertain: 3 });
    expect(await stateOf(flow.id)).toBe("incomplete");

    state.open();
    await delivery;
    const rows = await rowsOf(flow.id);
    expect(rows.every((row) => row.state === "sent" && row.deliveryId && row.attempts === 1)).toBe(true);
    expect(await timelineOf(rows[0]!.id)).toEqual(["send uncertain", "send accepted"]);
    await settleStrays(world.sql);
    expect(await stateOf(flow.id)).toBe("sent");
    expect(sandbox.stats().posts).toMatchObject({ received: 3, repeated: 0 });
  });

  it("whose answer comes after a person has decided only adds to the timeline", async () => {
    const { sandbox, apiUrl } = await runningSandbox({ limit: null });
    const service = await world.service();
    const flow = await world.flow(service.id, "sending", 2);
    const { state, standing } = gate();
    const slow = processOn(apiUrl, (appio) => ({ submit: (...message) => standing(() => appio.submit(...message)) }));
    const delivery = deliverFlow(slow, { flowId: flow.id, seconds: 60 });
    await until(() => state.reached === 2);
    await timePasses(flow.id);
    const ctx = await world.operator([service.id]);
    const [again, left] = await rowsOf(flow.id);
    await decideUncertain(ctx, { id: again!.id, version: again!.version, resend: true });
    await decideUncertain(ctx, { id: left!.id, version: left!.version, resend: false });
    await deliverNotification(processOn(apiUrl), { id: again!.id, flowId: flow.id, by: "prova" });
    const [resent] = await rowsOf(flow.id);

    state.open();
    await delivery;
    expect((await rowsOf(flow.id))[0]).toEqual(resent);
    expect((await rowsOf(flow.id))[1]).toMatchObject({ state: "error", reason: "uncertain", deliveryId: null });
    expect(await timelineOf(again!.id)).toEqual([
      "send uncertain",
      "decision resend",
      "send accepted",
      "send accepted",
    ]);
    expect(await timelineOf(left!.id)).toEqual(["send uncertain", "decision keep", "send accepted"]);
    // One POST for the send, one for the decision.
    expect([again!, left!].map(({ fiscalCode }) => sandbox.postsOf(fiscalCode).posts)).toEqual([2, 1]);
  });
});

describe("a process that slept through its claims", () => {
  it("sends nothing of what others have sent meanwhile", async () => {
    const { sandbox, apiUrl } = await runningSandbox({ limit: null });
    const flow = await world.flow((await world.service()).id, "sending", 20);
    const { state, standing } = gate();
    const slow = processOn(apiUrl, (appio) => ({ profile: (...call) => standing(() => appio.profile(...call)) }));
    const delivery = deliverFlow(slow, { flowId: flow.id, seconds: 60 });
    await until(() => state.reached === 20);
    expect(await timePasses(flow.id)).toEqual({ released: 20, uncertain: 0 });
    await deliver(processOn(apiUrl), flow.id);
    const sent = await rowsOf(flow.id);

    state.open();
    await delivery;
    expect(await rowsOf(flow.id)).toEqual(sent);
    expect(sandbox.stats().posts).toMatchObject({ received: 20, fiscalCodes: 20, repeated: 0 });
  });

  it("posts nothing when its mark comes after them", async () => {
    const { apiUrl } = await runningSandbox({ limit: null });
    const flow = await world.flow((await world.service()).id, "sending", 1);
    const answers: Answer[] = [];
    const slow = processOn(apiUrl, (appio) => ({
      async profile(key, fiscalCode) {
        await timePasses(flow.id); // recovery gives the row back in the middle of the check
        return appio.profile(key, fiscalCode);
      },
      async submit(key, message) {
        answers.push(await appio.submit(key, message));
        return answers[0]!;
      },
    }));
    await deliverFlow(slow, { flowId: flow.id, seconds: 1 });
    expect(answers).toEqual([]);
    expect((await rowsOf(flow.id))[0]).toMatchObject({ state: "registered", attempts: 0, claimId: null });
  });
});
