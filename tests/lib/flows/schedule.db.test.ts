import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "@/lib/context";
import { cancelledSchedule } from "@/lib/flows/cancelled-schedule";
import { deactivateFlow } from "@/lib/flows/deactivate";
import { setFlowDisabled } from "@/lib/flows/disable";
import { fireDueSchedules } from "@/lib/flows/due";
import { editFlow } from "@/lib/flows/edit";
import { scheduleFlow } from "@/lib/flows/schedule";
import { sendFlow } from "@/lib/flows/send";
import { unscheduleFlow } from "@/lib/flows/unschedule";
import { draftOf } from "@/lib/notifications/content";
import { setNotificationDisabled } from "@/lib/notifications/disable";
import { editNotification } from "@/lib/notifications/edit";
import { importWorkbook } from "@/lib/notifications/import";
import { fiscalCodeOf } from "@/tests/support/people";
import { headings, sha256, workbooks } from "@/tests/support/workbook";
import { body, createWorld, type World } from "@/tests/support/world";

let world: World;
const files = workbooks();
beforeAll(async () => {
  world = await createWorld();
});
// Firing looks at all flows: each test leaves none that is due.
afterEach(() => world.db.update(flows).set({ scheduledAt: null }));
afterAll(async () => {
  await world.close();
  files.remove();
});

const HOUR = 3_600_000;
const later = (ctx: Context, ms: number) => new Date(ctx.now.getTime() + ms);
const flowOf = async (id: string) => (await world.db.select().from(flows).where(eq(flows.id, id)))[0]!;
const audited = async (id: string) =>
  (await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id)).orderBy(auditEntries.id)).map(
    ({ verb, actor, detail }) => ({ verb, actor, detail }),
  );
const unscheduled = { scheduledAt: null, scheduledBy: null, scheduleFault: null };

/** A flow of two rows that is to leave in an hour. */
async function scheduled(state: "inactive" | "active" = "active") {
  const service = await world.service();
  const flow = await world.flow(service.id, state, 2);
  const ctx = await world.operator([service.id]);
  const at = later(ctx, HOUR);
  await scheduleFlow(ctx, { flowId: flow.id, version: 1, count: 2, at });
  return { service, flow, ctx, at, by: ctx.actor.name };
}

describe("scheduleFlow", () => {
  it("makes the flow Attivo, with its moment and who decided", async () => {
    for (const state of ["inactive", "active"] as const) {
      const { flow, at, by } = await scheduled(state);
      expect(await flowOf(flow.id)).toMatchObject({
        state: "active",
        scheduledAt: at,
        scheduledBy: by,
        scheduleFault: null,
        updatedBy: by,
        version: 2,
      });
      expect(await audited(flow.id)).toMatchObject([{ verb: "flow.schedule", actor: by, detail: { count: 2 } }]);
    }
  });

  it("asks for what a send asks", async () => {
    const service = await world.service({ testing: true });
    const ctx = await world.operator([service.id]);
    const at = later(ctx, HOUR);
    const full = await world.flow(service.id, "active", 1);
    const empty = await world.flow(service.id, "active");
    const sending = await world.flow(service.id, "sending", 1);
    const refusal = (flowId: string, changed = {}) =>
      expect(scheduleFlow(ctx, { flowId, version: 1, count: 1, at, ...changed })).rejects;
    await refusal(full.id).toMatchObject({ code: "service-testing" });
    await refusal(full.id, { count: 2 }).toMatchObject({ code: "changed-meanwhile" });
    await refusal(full.id, { version: 2 }).toMatchObject({ code: "changed-meanwhile" });
    await refusal(empty.id).toMatchObject({ code: "flow-empty" });
    await refusal(sending.id).toMatchObject({ code: "flow-state" });
    await world.db.update(services).set({ disabled: true }).where(eq(services.id, service.id));
    await refusal(full.id).toMatchObject({ code: "service-disabled" });
  });

  it("takes moments of the next year only", async () => {
    const service = await world.service();
    const flow = await world.flow(service.id, "active", 1);
    const ctx = { ...(await world.operator([service.id])), now: new Date("2026-11-23T10:00:00Z") };
    const at = (iso: string) => scheduleFlow(ctx, { flowId: flow.id, version: 1, count: 1, at: new Date(iso) });
    await expect(at("2026-11-23T10:00:00Z")).rejects.toMatchObject({ code: "schedule-past" });
    await expect(at("2027-11-23T10:00:01Z")).rejects.toMatchObject({ code: "schedule-too-far" });
    await at("2027-11-23T10:00:00Z");
  });

  it("replaces the moment set before", async () => {
    const { flow, ctx } = await scheduled();
    await world.db.update(flows).set({ scheduleFault: "late" }).where(eq(flows.id, flow.id));
    const at = later(ctx, 2 * HOUR);
    await scheduleFlow(ctx, { flowId: flow.id, version: 2, count: 2, at });
    expect(await flowOf(flow.id)).toMatchObject({ scheduledAt: at, scheduleFault: null });
  });
});

describe("a schedule", () => {
  it("is cancelled by a person, and the flow stays Attivo", async () => {
    const { flow, ctx, at } = await scheduled();
    await expect(unscheduleFlow(ctx, { flowId: flow.id, version: 1 })).rejects.toMatchObject({
      code: "changed-meanwhile",
    });
    await unscheduleFlow(ctx, { flowId: flow.id, version: 2 });
    expect(await flowOf(flow.id)).toMatchObject({ state: "active", ...unscheduled });
    expect((await audited(flow.id)).at(-1)).toMatchObject({
      verb: "flow.unschedule",
      detail: { scheduledAt: at.toISOString() },
    });
    expect(await fireDueSchedules(world, later(ctx, HOUR))).toEqual([]);
  });

  const edits: Record<string, (scene: Awaited<ReturnType<typeof scheduled>>) => Promise<unknown>> = {
    "an edit of the flow": ({ ctx, flow, service }) =>
      editFlow(ctx, { flowId: flow.id, version: 2, serviceId: service.id, note: "Altro", context: "", key: "" }),
    "an edit of a row": ({ ctx, flow }) =>
      editNotification(ctx, {
        id: flow.rows[0]!.id,
        version: 1,
        draft: draftOf({ ...flow.rows[0]!, subject: "Un altro oggetto" }),
      }),
    "a disabled row": ({ ctx, flow }) =>
      setNotificationDisabled(ctx, { id: flow.rows[0]!.id, version: 1, disabled: true }),
    "an import": async ({ ctx, flow }) => {
      const file = await files.of([headings, [fiscalCodeOf(9), "Avviso di prova", body]]);
      const input = {
        flowId: flow.id,
        fileName: "prova.xlsx",
        file,
        sha256: sha256(file),
        mode: "all-or-nothing",
      } as const;
      expect(await importWorkbook(ctx, input)).toMatchObject({ ok: true, unscheduled: true });
    },
    "Riporta in preparazione": ({ ctx, flow }) => deactivateFlow(ctx, { flowId: flow.id, version: 2 }),
  };
  it.each(Object.keys(edits))("leaves a trace after %s, until the flow is scheduled or sent again", async (name) => {
    const { at, ...scene } = await scheduled();
    const { flow, ctx, by } = scene;
    expect(await cancelledSchedule(ctx, flow.id)).toBeNull();
    const told = await edits[name]!({ ...scene, at });
    if (told) expect(told).toEqual({ unscheduled: true });
    expect(await cancelledSchedule(ctx, flow.id)).toEqual({ scheduledAt: at, by, at: ctx.now });
    const { version } = await flowOf(flow.id);
    const count = await world.db.$count(
      notifications,
      and(eq(notifications.flowId, flow.id), eq(notifications.disabled, false)),
    );
    await scheduleFlow(ctx, { flowId: flow.id, version, count, at });
    expect(await cancelledSchedule(ctx, flow.id)).toBeNull();
  });

  it("leaves no trace of an edit where there was no schedule, nor when a person cancels it", async () => {
    const service = await world.service();
    const ctx = await world.operator([service.id]);
    const plain = await world.flow(service.id, "active", 2);
    expect(await setNotificationDisabled(ctx, { id: plain.rows[0]!.id, version: 1, disabled: true })).toEqual({
      unscheduled: false,
    });
    expect(await cancelledSchedule(ctx, plain.id)).toBeNull();
    const { flow, ctx: owner } = await scheduled();
    await unscheduleFlow(owner, { flowId: flow.id, version: 2 });
    expect(await cancelledSchedule(owner, flow.id)).toBeNull();
  });

  it.each(Object.keys(edits))("is void after %s, and so is the check of who can receive", async (name) => {
    const scene = await scheduled();
    await world.db
      .update(flows)
      .set({ reachRequestedAt: scene.ctx.now, reachEndedAt: scene.ctx.now, reachFault: "platform-down" })
      .where(eq(flows.id, scene.flow.id));
    await edits[name]!(scene);
    expect(await flowOf(scene.flow.id)).toMatchObject({
      state: "inactive",
      ...unscheduled,
      reachRequestedAt: null,
      reachEndedAt: null,
      reachFault: null,
    });
  });

  it("is over when somebody sends the flow before", async () => {
    const { flow, ctx } = await scheduled();
    await sendFlow(ctx, { flowId: flow.id, version: 2, count: 2 });
    expect(await flowOf(flow.id)).toMatchObject({ state: "sending", ...unscheduled });
  });

  it("stays when the flow is disabled, which only keeps it back", async () => {
    const { flow, ctx, at } = await scheduled();
    await setFlowDisabled(ctx, { flowId: flow.id, version: 2, disabled: true });
    expect(await fireDueSchedules(world, at)).toEqual([]);
    expect(await flowOf(flow.id)).toMatchObject({ state: "active", scheduledAt: at, scheduleFault: "flow-disabled" });
  });
});

describe("fireDueSchedules", () => {
  it("goes by the clock of Postgres", async () => {
    const { flow } = await scheduled();
    expect(await fireDueSchedules(world)).not.toContain(flow.id);
    await world.sql`update flows set scheduled_at = clock_timestamp() - interval '1 minute' where id = ${flow.id}`;
    expect(await fireDueSchedules(world)).toContain(flow.id);
  });

  it("sends nothing before its moment", async () => {
    const { flow, at } = await scheduled();
    expect(await fireDueSchedules(world, new Date(at.getTime() - 1))).toEqual([]);
    expect(await flowOf(flow.id)).toMatchObject({ state: "active", scheduledAt: at });
  });

  it("sends a flow in the name of who scheduled it, up to an hour late", async () => {
    for (const late of [0, HOUR]) {
      const { flow, at, by } = await scheduled();
      // Somebody else touched it meanwhile, without changing what leaves.
      await world.db.update(flows).set({ updatedBy: "un altro" }).where(eq(flows.id, flow.id));
      const now = new Date(at.getTime() + late);
      expect(await fireDueSchedules(world, now)).toEqual([flow.id]);
      expect(await flowOf(flow.id)).toMatchObject({
        state: "sending",
        sendStartedAt: now,
        updatedBy: by,
        ...unscheduled,
      });
      expect((await audited(flow.id)).at(-1)).toEqual({
        verb: "flow.send",
        actor: by,
        detail: { count: 2, scheduledAt: at.toISOString() },
      });
    }
  });

  it("fires once, however many processes look at the same moment", async () => {
    const scenes = [await scheduled(), await scheduled(), await scheduled()];
    const now = new Date(Math.max(...scenes.map(({ at }) => at.getTime())));
    const fired = (await Promise.all(Array.from({ length: 4 }, () => fireDueSchedules(world, now)))).flat();
    expect(fired.sort()).toEqual(scenes.map(({ flow }) => flow.id).sort());
    for (const { flow } of scenes) {
      expect((await audited(flow.id)).filter(({ verb }) => verb === "flow.send")).toHaveLength(1);
    }
  });

  it("lets nothing leave more than an hour late, says so once, and keeps the schedule", async () => {
    const { flow, at } = await scheduled();
    const now = new Date(at.getTime() + HOUR + 1);
    for (let n = 0; n < 3; n++) expect(await fireDueSchedules(world, now)).toEqual([]);
    expect(await flowOf(flow.id)).toMatchObject({ state: "active", scheduledAt: at, scheduleFault: "late" });
    expect((await audited(flow.id)).filter(({ verb }) => verb === "flow.schedule-missed")).toEqual([
      { verb: "flow.schedule-missed", actor: "FlussIO", detail: { scheduledAt: at.toISOString(), fault: "late" } },
    ]);
  });

  it("keeps back what is no longer in order, and sends it when it is again, within the hour", async () => {
    const { flow, at, service } = await scheduled();
    const minute = (n: number) => new Date(at.getTime() + n * 60_000);
    await world.db.update(services).set({ disabled: true }).where(eq(services.id, service.id));
    for (const n of [0, 1]) expect(await fireDueSchedules(world, minute(n))).toEqual([]);
    await world.db.update(services).set({ disabled: false, testing: true }).where(eq(services.id, service.id));
    expect(await fireDueSchedules(world, minute(2))).toEqual([]);
    expect(await flowOf(flow.id)).toMatchObject({ state: "active", scheduleFault: "service-testing" });
    expect((await audited(flow.id)).map(({ detail }) => detail.fault)).toEqual([
      undefined,
      "service-disabled",
      "service-testing",
    ]);
    await world.db.update(services).set({ testing: false }).where(eq(services.id, service.id));
    expect(await fireDueSchedules(world, minute(60))).toEqual([flow.id]);
  });

  it("keeps the reason of the hour that passed", async () => {
    const { flow, at } = await scheduled();
    await world.db.update(notifications).set({ disabled: true }).where(eq(notifications.flowId, flow.id));
    expect(await fireDueSchedules(world, at)).toEqual([]);
    expect(await fireDueSchedules(world, new Date(at.getTime() + 2 * HOUR))).toEqual([]);
    expect(await flowOf(flow.id)).toMatchObject({ scheduleFault: "flow-empty", scheduledAt: at });
  });
});
