import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Reachability } from "@/db/states";
import { requestReachability } from "@/lib/flows/reach";
import { flowReachability } from "@/lib/flows/reachability";
import { sendFlow } from "@/lib/flows/send";
import { sendSummary } from "@/lib/flows/send-summary";
import { stopReachability } from "@/lib/flows/stop-reach";
import { draftOf } from "@/lib/notifications/content";
import { editNotification } from "@/lib/notifications/edit";
import { listNotifications } from "@/lib/notifications/list";
import { notificationSearch } from "@/lib/notifications/search";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const flowOf = async (id: string) => (await world.db.select().from(flows).where(eq(flows.id, id)))[0]!;
const verbsOf = async (id: string) =>
  (await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id)).orderBy(auditEntries.id)).map(
    ({ verb }) => verb,
  );

/** A flow of ten persons, the first of whom gets two notifications, with payments. */
async function tenPersons(callLimit: number | null = 50) {
  const service = await world.service({ callLimit, callShare: 100 });
  const flow = await world.flow(service.id, "inactive", 10);
  const [again] = await world.fill(flow.id, service.id, 1, { fiscalCode: flow.rows[0]!.fiscalCode });
  await world.db
    .update(notifications)
    .set({ amount: 100, noticeNumber: "302000000000000001" })
    .where(eq(notifications.flowId, flow.id));
  const ctx = await world.operator([service.id]);
  return { service, flow, ctx, rows: [...flow.rows, again!] };
}

/** What the engine writes for these persons, so many hours ago. */
async function answer(flowId: string, codes: readonly string[], reachability: Reachability, hoursAgo = 0) {
  await world.db
    .update(notifications)
    .set({ reachability, reachabilityAt: sql`clock_timestamp() - make_interval(hours => ${hoursAgo})` })
    .where(and(eq(notifications.flowId, flowId), inArray(notifications.fiscalCode, [...codes])));
}

const end = (flowId: string) =>
  world.db.update(flows).set({ reachEndedAt: sql`clock_timestamp()` }).where(eq(flows.id, flowId));

describe("Verifica raggiungibilità", () => {
  it("tells first what it costs: one call a person, at the pace of the budget", async () => {
    const { flow, ctx } = await tenPersons(50);
    expect(await flowReachability(ctx, flow.id)).toMatchObject({
      state: "none",
      persons: 10,
      notifications: 11,
      asked: 0,
      unchecked: 10,
      leaving: 11,
      checkSeconds: 1,
      hours: 24,
      blindSeconds: 2.2,
      sendSeconds: 2.2,
    });
    const unlimited = await tenPersons(null);
    expect(await flowReachability(unlimited.ctx, unlimited.flow.id)).toMatchObject({ checkSeconds: null });
  });

  it("is asked for once while it runs, by whoever may send, and changes nothing of what would leave", async () => {
    const { flow, ctx } = await tenPersons();
    await requestReachability(ctx, { flowId: flow.id });
    const { reachRequestedAt } = await flowOf(flow.id);
    await requestReachability(ctx, { flowId: flow.id });
    expect(await flowOf(flow.id)).toMatchObject({
      reachRequestedAt,
      reachEndedAt: null,
      version: 1,
      state: "inactive",
    });
    expect(await verbsOf(flow.id)).toEqual(["flow.reach"]);
    expect(world.hints).toContainEqual({ name: "flussio/flow.reach", data: { flowId: flow.id } });
    expect(await flowReachability(ctx, flow.id)).toMatchObject({ state: "running", asked: 0, secondsLeft: 1 });
  });

  it("is refused for an empty flow, a disabled service and a flow In invio", async () => {
    const service = await world.service();
    const ctx = await world.operator([service.id]);
    const refusal = async (state: "active" | "sending", rows: number) => {
      const flow = await world.flow(service.id, state, rows);
      return expect(requestReachability(ctx, { flowId: flow.id })).rejects;
    };
    await (await refusal("active", 0)).toMatchObject({ code: "flow-empty" });
    await (await refusal("sending", 1)).toMatchObject({ code: "flow-state" });
    await world.db.update(services).set({ disabled: true }).where(eq(services.id, service.id));
    await (await refusal("active", 1)).toMatchObject({ code: "service-disabled" });
  });

  it("follows the persons asked, and tells who can receive and what would leave", async () => {
    const { flow, ctx, rows } = await tenPersons();
    const codes = rows.map(({ fiscalCode }) => fiscalCode);
    await requestReachability(ctx, { flowId: flow.id });
    await answer(flow.id, codes.slice(0, 2), "not-on-io");
    expect(await flowReachability(ctx, flow.id)).toMatchObject({ state: "running", asked: 2, secondsLeft: 0.8 });
    await answer(flow.id, codes.slice(2, 3), "sender-not-allowed");
    await answer(flow.id, codes.slice(3, 9), "allowed");
    await end(flow.id);
    expect(await flowReachability(ctx, flow.id)).toMatchObject({
      state: "done",
      persons: 10,
      asked: 9,
      reachable: 6,
      notOnIo: 2,
      notAllowed: 1,
      unchecked: 1,
      // The first person has two.
      leaving: 7,
      unreachable: 4,
      // Six posts without a check, one with it.
      sendSeconds: 0.8,
    });
  });

  it("makes the confirmation count who may receive, and confirm all the rows", async () => {
    const { flow, ctx, rows } = await tenPersons();
    await requestReachability(ctx, { flowId: flow.id });
    await answer(flow.id, [rows[0]!.fiscalCode], "not-on-io");
    await answer(
      flow.id,
      rows.slice(1, 9).map(({ fiscalCode }) => fiscalCode),
      "allowed",
    );
    expect(await sendSummary(ctx, flow.id)).toMatchObject({ checked: false, count: 11, notifications: 11 });
    await end(flow.id);
    const found = { count: 11, checked: true, notifications: 9, persons: 9, payments: 9, paymentsTotal: 900 };
    expect(await sendSummary(ctx, flow.id)).toMatchObject({ ...found, seconds: 1 });
    // Tomorrow at this hour the answers are too old.
    const tomorrow = new Date(Date.now() + 24 * 3_600_000);
    expect(await sendSummary(ctx, flow.id, tomorrow)).toMatchObject({
      checked: false,
      notifications: 11,
      persons: 10,
      seconds: 2.2,
    });
    await sendFlow(ctx, { flowId: flow.id, version: 1, count: 11 });
  });

  it("counts only answers of the last hours that the ente allows", async () => {
    const { flow, ctx, rows, service } = await tenPersons();
    await world.db
      .update(flows)
      .set({ reachRequestedAt: sql`now() - interval '6 hours'`, reachEndedAt: sql`now() - interval '1 hour'` })
      .where(eq(flows.id, flow.id));
    await answer(flow.id, [rows[1]!.fiscalCode], "not-on-io", 4);
    await answer(flow.id, [rows[2]!.fiscalCode], "allowed", 2);
    expect(await flowReachability(ctx, flow.id)).toMatchObject({
      state: "done",
      notOnIo: 1,
      reachable: 1,
      leaving: 10,
    });
    const allow = (hours: number) =>
      world.db
        .update(organizations)
        .set({ reachabilityHours: hours })
        .where(eq(organizations.id, service.organizationId));
    await allow(3);
    expect(await flowReachability(ctx, flow.id)).toMatchObject({
      state: "done",
      notOnIo: 0,
      reachable: 1,
      leaving: 11,
    });
    await allow(1);
    expect(await flowReachability(ctx, flow.id)).toMatchObject({ state: "expired", unchecked: 10, leaving: 11 });
  });

  it("is stopped by a person, and what was asked until then counts", async () => {
    const { flow, ctx, rows } = await tenPersons();
    await requestReachability(ctx, { flowId: flow.id });
    await answer(flow.id, [rows[1]!.fiscalCode], "allowed");
    await stopReachability(ctx, { flowId: flow.id });
    const { reachEndedAt } = await flowOf(flow.id);
    expect(reachEndedAt).toBeInstanceOf(Date);
    await stopReachability(ctx, { flowId: flow.id });
    expect((await flowOf(flow.id)).reachEndedAt).toEqual(reachEndedAt);
    expect(await verbsOf(flow.id)).toEqual(["flow.reach", "flow.reach-stop"]);
    expect(await flowReachability(ctx, flow.id)).toMatchObject({ state: "done", reachable: 1, unchecked: 9 });

    await requestReachability(ctx, { flowId: flow.id });
    expect(await flowReachability(ctx, flow.id)).toMatchObject({ state: "running", asked: 0, endedAt: null });
    await stopReachability(ctx, { flowId: flow.id });
    // The answer of the first check is still recent.
    expect(await flowReachability(ctx, flow.id)).toMatchObject({ state: "done", asked: 0, reachable: 1 });
  });

  it("goes on with the people whom a stopped check had not asked, and asks nobody twice", async () => {
    const { flow, ctx } = await tenPersons();
    await requestReachability(ctx, { flowId: flow.id });
    await answer(flow.id, [flow.rows[0]!.fiscalCode, flow.rows[1]!.fiscalCode], "allowed");
    await stopReachability(ctx, { flowId: flow.id });
    await requestReachability(ctx, { flowId: flow.id, onlyMissing: true });
    expect(await flowReachability(ctx, flow.id)).toMatchObject({ state: "running", persons: 10, asked: 2 });
    await end(flow.id);
    await requestReachability(ctx, { flowId: flow.id });
    expect(await flowReachability(ctx, flow.id)).toMatchObject({ state: "running", asked: 0 });
  });

  it("says that it failed when it ended before any answer", async () => {
    const { flow, ctx } = await tenPersons();
    await requestReachability(ctx, { flowId: flow.id });
    await world.db
      .update(flows)
      .set({ reachEndedAt: sql`clock_timestamp()`, reachFault: "key-refused" })
      .where(eq(flows.id, flow.id));
    expect(await flowReachability(ctx, flow.id)).toMatchObject({ state: "failed", fault: "key-refused" });
    await requestReachability(ctx, { flowId: flow.id });
    expect(await flowOf(flow.id)).toMatchObject({ reachFault: null, reachEndedAt: null });
  });

  it("ends when the flow is sent", async () => {
    const { flow, ctx } = await tenPersons();
    await requestReachability(ctx, { flowId: flow.id });
    await sendFlow(ctx, { flowId: flow.id, version: 1, count: 11 });
    expect((await flowOf(flow.id)).reachEndedAt).toBeInstanceOf(Date);
    const never = await tenPersons();
    await sendFlow(never.ctx, { flowId: never.flow.id, version: 1, count: 11 });
    expect((await flowOf(never.flow.id)).reachEndedAt).toBeNull();
  });

  it("is forgotten for a row that goes to somebody else, and void for the flow", async () => {
    const { flow, ctx, rows } = await tenPersons();
    await requestReachability(ctx, { flowId: flow.id });
    await answer(
      flow.id,
      rows.map(({ fiscalCode }) => fiscalCode),
      "not-on-io",
    );
    await end(flow.id);
    const edit = (n: number, changed: object) =>
      editNotification(ctx, { id: rows[n]!.id, version: 1, draft: draftOf({ ...rows[n]!, ...changed }) });
    await edit(1, { fiscalCode: rows[2]!.fiscalCode });
    await edit(3, { subject: "Un altro oggetto" });
    const rowOf = async (n: number) =>
      (await world.db.select().from(notifications).where(eq(notifications.id, rows[n]!.id)))[0]!;
    expect(await rowOf(1)).toMatchObject({ reachability: null, reachabilityAt: null });
    expect(await rowOf(3)).toMatchObject({ reachability: "not-on-io", reachabilityAt: expect.any(Date) });
    expect(await flowReachability(ctx, flow.id)).toMatchObject({ state: "none", leaving: 11, unreachable: 0 });
  });

  it("filters the notifications by what was found", async () => {
    const { flow, ctx, rows } = await tenPersons();
    await answer(flow.id, [rows[0]!.fiscalCode], "not-on-io");
    await answer(flow.id, [rows[1]!.fiscalCode], "sender-not-allowed");
    await answer(flow.id, [rows[2]!.fiscalCode], "allowed");
    const found = async (reachability: string) =>
      (await listNotifications(ctx, notificationSearch.parse({ flowId: flow.id, reachability }))).total;
    expect(await found("unreachable")).toBe(3);
    expect(await found("not-on-io")).toBe(2);
    expect(await found("sender-not-allowed")).toBe(1);
    expect(await found("allowed")).toBe(1);
  });
});
