import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { flows } from "@/db/schema/flows";
import { attempts, notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import { type Reason, reasons } from "@/db/states";
import { retryFlow, retrySummary } from "@/lib/flows/retry";
import { sendFlow } from "@/lib/flows/send";
import { draftOf } from "@/lib/notifications/content";
import { editNotification } from "@/lib/notifications/edit";
import { listNotifications } from "@/lib/notifications/list";
import { retries } from "@/lib/notifications/retries";
import { notificationSearch } from "@/lib/notifications/search";
import { body, createWorld, type World } from "@/tests/support/world";

let world: World;
let ctx: Awaited<ReturnType<World["operator"]>>;
let service: Awaited<ReturnType<World["service"]>>;

beforeAll(async () => {
  world = await createWorld();
  service = await world.service({ callLimit: 150 });
  ctx = await world.operator([service.id]);
});
beforeEach(() => {
  world.hints.length = 0;
});
afterAll(() => world.close());

type Columns = Parameters<World["fill"]>[3];

/** A flow whose sending has ended, with one row for each of the given columns; a failed one was posted an hour ago. */
async function endedFlow(...rows: NonNullable<Columns>[]) {
  const flow = await world.flow(service.id, "incomplete");
  const made = [];
  for (const columns of rows) {
    const [row] = await world.fill(flow.id, service.id, 1, columns);
    made.push(row!);
    if (columns.reason) {
      const at = new Date(Date.now() - 3_600_000);
      await world.db.insert(attempts).values([
        { notificationId: row!.id, kind: "send", at, by: "prova", outcome: columns.reason },
        { notificationId: row!.id, kind: "decision", at: new Date(), by: "prova", outcome: "keep" },
      ]);
    }
  }
  return { ...flow, rows: made };
}

const failed = (reason: Reason, more: Columns = {}) =>
  ({
    state: ["not-on-io", "sender-not-allowed", "rejected"].includes(reason) ? "unreachable" : "error",
    reason,
    attempts: 1,
    deliveryId: reason === "failed" ? "01JD" : null,
    deliveryStatus: reason === "failed" ? "FAILED" : null,
    ...more,
  }) satisfies Columns;

const flowNow = async (id: string) => (await world.db.select().from(flows).where(eq(flows.id, id)))[0]!;
const rowNow = async (id: string) => (await world.db.select().from(notifications).where(eq(notifications.id, id)))[0]!;
const nothing = { undecided: 0, decided: 0, toCorrect: 0, unreachable: 0, disabled: 0 };

describe("a bulk retry", () => {
  it.each(reasons)("does with %s what the table says", async (reason) => {
    const flow = await endedFlow(failed(reason), { state: "registered" });
    const summary = await retrySummary(ctx, flow.id);
    const taken = retries[reason] === "yes" ? 1 : 0;
    expect(summary).toMatchObject({ retried: taken, registered: 1, leaving: taken + 1 });
    expect(Object.values(summary.leftOut).reduce((sum, n) => sum + n, 0)).toBe(1 - taken);

    const retried = retryFlow(ctx, { flowId: flow.id, version: summary.version, count: summary.leaving });
    if (taken === 0) {
      await expect(retried).rejects.toMatchObject({ code: "changed-meanwhile" });
      expect((await flowNow(flow.id)).state).toBe("incomplete");
    } else {
      await retried;
      expect((await flowNow(flow.id)).state).toBe("sending");
    }
    expect((await rowNow(flow.rows[0]!.id)).state).toBe(taken ? "registered" : failed(reason).state);
  });

  it("never takes an uncertain row or one of a person who cannot receive, whatever the table says of the others", () => {
    const never = reasons.filter((reason) => retries[reason] === "no");
    expect(never.toSorted()).toEqual(["not-on-io", "rejected", "sender-not-allowed", "uncertain"]);
  });

  it("takes a row with wrong data only once somebody has corrected it after it failed", async () => {
    const before = new Date(Date.now() - 2 * 3_600_000);
    const flow = await endedFlow(
      failed("invalid-content"),
      failed("invalid-content", { editedAt: before }),
      failed("amount-over-limit"),
    );
    expect(await retrySummary(ctx, flow.id)).toMatchObject({ retried: 0, leftOut: { ...nothing, toCorrect: 3 } });

    const [row] = flow.rows;
    const draft = draftOf({
      fiscalCode: row!.fiscalCode,
      subject: "Oggetto corretto",
      body,
      dueDate: null,
      amount: null,
      noticeNumber: null,
      payableAfterDue: true,
    });
    await editNotification(ctx, { id: row!.id, version: row!.version, draft });
    const uncorrected = notificationSearch.parse({ flowId: flow.id, uncorrected: "true", descending: "false" });
    const left = (await listNotifications(ctx, uncorrected)).rows.map(({ id }) => id);
    expect(left).toEqual(flow.rows.slice(1).map(({ id }) => id));
    const summary = await retrySummary(ctx, flow.id);
    expect(summary).toMatchObject({
      retried: 1,
      reasons: [{ reason: "invalid-content", count: 1 }],
      leftOut: { ...nothing, toCorrect: 2 },
    });
    await retryFlow(ctx, { flowId: flow.id, version: summary.version, count: 1 });
    expect((await rowNow(row!.id)).state).toBe("registered");
    expect((await rowNow(flow.rows[1]!.id)).state).toBe("error");
  });

  it("takes a row refused for its amount once the service admits it", async () => {
    const poor = await world.service({ callLimit: 150, maxPaymentAmount: 1_000 });
    const there = await world.operator([poor.id]);
    const { id } = await world.flow(poor.id, "incomplete");
    for (const amount of [1_000, 1_001, 2_000, null]) {
      await world.fill(id, poor.id, 1, failed("amount-over-limit", { amount }));
    }
    const summary = async () => {
      const { retried, leftOut } = await retrySummary(there, id);
      return [retried, leftOut.toCorrect];
    };
    expect(await summary()).toEqual([1, 3]);
    await world.db.update(services).set({ maxPaymentAmount: 1_500 }).where(eq(services.id, poor.id));
    expect(await summary()).toEqual([2, 2]);
    await retryFlow(there, { flowId: id, version: 1, count: 2 });
    const rows = await world.db.select().from(notifications).where(eq(notifications.flowId, id));
    expect(rows.filter(({ state }) => state === "registered").map(({ amount }) => amount)).toEqual([1_000, 1_001]);
  });

  it("says how many leave, and why the others do not", async () => {
    service = await world.service({ callLimit: 150 });
    ctx = await world.operator([service.id]);
    const flow = await endedFlow(
      failed("no-answer", { dueDate: "2020-01-31" }),
      failed("failed"),
      failed("failed"),
      failed("uncertain"),
      failed("uncertain", { decidedAt: new Date() }),
      failed("invalid-content"),
      failed("not-on-io", { dueDate: "2020-01-31" }),
      failed("rejected"),
      failed("failed", { disabled: true }),
      { state: "registered", disabled: true },
      { state: "registered" },
      { state: "sent", deliveryId: "01JE", sentAt: new Date(), deliveryStatus: "ACCEPTED" },
    );
    expect(await retrySummary(ctx, flow.id)).toEqual({
      version: 1,
      retried: 3,
      reasons: expect.arrayContaining([
        { reason: "no-answer", count: 1 },
        { reason: "failed", count: 2 },
      ]),
      registered: 1,
      leaving: 4,
      pastDueDates: 1,
      // Two calls each, at 80% of 150 in 5 seconds.
      seconds: expect.closeTo(8 / 24, 5),
      leftOut: { undecided: 1, decided: 1, toCorrect: 1, unreachable: 2, disabled: 2 },
    });
  });

  it("sends the rows as new ones, under the name of who asked, and writes it down", async () => {
    const flow = await endedFlow(failed("failed"), { state: "registered" });
    await world.db
      .update(flows)
      .set({ stopReason: "platform-down", stopDetail: "503", stoppedAt: new Date() })
      .where(eq(flows.id, flow.id));
    await retryFlow(ctx, { flowId: flow.id, version: 1, count: 2 });

    expect(await flowNow(flow.id)).toMatchObject({
      state: "sending",
      stopReason: null,
      version: 2,
      updatedBy: ctx.actor.name,
    });
    expect(await rowNow(flow.rows[0]!.id)).toMatchObject({
      state: "registered",
      reason: null,
      deliveryId: null,
      deliveryStatus: null,
      attempts: 1,
      version: 2,
      updatedBy: ctx.actor.name,
    });
    expect(await rowNow(flow.rows[1]!.id)).toMatchObject({ state: "registered", version: 1, updatedBy: "prova" });
    expect(world.hints).toEqual([{ name: "flussio/flow.send", data: { flowId: flow.id } }]);
    const audit = await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, flow.id));
    expect(audit).toMatchObject([{ verb: "flow.retry", actor: ctx.actor.name, detail: { count: 2, retried: 1 } }]);
  });

  it("sends nothing when the flow is not as the confirmation showed it", async () => {
    const flow = await endedFlow(failed("failed"), failed("no-answer"));
    for (const shown of [
      { version: 2, count: 2 },
      { version: 1, count: 1 },
    ]) {
      await expect(retryFlow(ctx, { flowId: flow.id, ...shown })).rejects.toMatchObject({ code: "changed-meanwhile" });
    }
    // A row that turned out uncertain meanwhile: no version grew, the number did not stay.
    await world.db.update(notifications).set({ reason: "uncertain" }).where(eq(notifications.id, flow.rows[1]!.id));
    await expect(retryFlow(ctx, { flowId: flow.id, version: 1, count: 2 })).rejects.toMatchObject({
      code: "changed-meanwhile",
    });
    expect((await flowNow(flow.id)).state).toBe("incomplete");
    expect((await rowNow(flow.rows[0]!.id)).state).toBe("error");
    expect(world.hints).toEqual([]);
  });

  it("leaves once when two people press at the same moment", async () => {
    const flow = await endedFlow(failed("failed"), failed("failed"));
    const shown = { flowId: flow.id, version: 1, count: 2 };
    const ends = await Promise.allSettled([retryFlow(ctx, shown), retryFlow(ctx, shown), sendFlow(ctx, shown)]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(world.hints).toHaveLength(1);
    expect(await flowNow(flow.id)).toMatchObject({ state: "sending", version: 2 });
  });

  it("is refused where a send is: other states, a disabled service, recipients outside the tests", async () => {
    const active = await world.flow(service.id, "active");
    await expect(retryFlow(ctx, { flowId: active.id, version: 1, count: 1 })).rejects.toMatchObject({
      code: "flow-state",
    });
    const testing = await world.service({ testing: true });
    const there = await world.operator([testing.id]);
    const flow = await world.flow(testing.id, "incomplete");
    await world.fill(flow.id, testing.id, 1, failed("no-answer"));
    await expect(retryFlow(there, { flowId: flow.id, version: 1, count: 1 })).rejects.toMatchObject({
      code: "service-testing",
    });
    const [row] = await world.db.select().from(notifications).where(eq(notifications.flowId, flow.id));
    expect(row!.state).toBe("error");
  });
});
