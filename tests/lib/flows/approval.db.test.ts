import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { organizations } from "@/db/schema/organizations";
import type { Context } from "@/lib/context";
import { flowApproval } from "@/lib/flows/approval";
import { approveFlow } from "@/lib/flows/approve";
import { fireDueSchedules } from "@/lib/flows/due";
import { editFlow } from "@/lib/flows/edit";
import { refuseApproval } from "@/lib/flows/refuse-approval";
import { requestApproval } from "@/lib/flows/request-approval";
import { retryFlow } from "@/lib/flows/retry";
import { scheduleFlow } from "@/lib/flows/schedule";
import { sendFlow } from "@/lib/flows/send";
import { stopFlow } from "@/lib/flows/stop";
import { flowsToApprove } from "@/lib/flows/to-approve";
import { unscheduleFlow } from "@/lib/flows/unschedule";
import { withdrawApproval } from "@/lib/flows/withdraw-approval";
import { draftOf } from "@/lib/notifications/content";
import { setNotificationDisabled } from "@/lib/notifications/disable";
import { editNotification } from "@/lib/notifications/edit";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const HOUR = 3_600_000;
const flowOf = async (id: string) => (await world.db.select().from(flows).where(eq(flows.id, id)))[0]!;
const verbsOf = async (id: string) =>
  (await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id)).orderBy(auditEntries.id)).map(
    ({ verb, actor }) => `${actor === "FlussIO" ? "FlussIO " : ""}${verb}`,
  );
const later = (ctx: Context, ms: number) => new Date(ctx.now.getTime() + ms);
const refused = (code: string) => expect.objectContaining({ code });

/** A flow of two rows, above the threshold of its ente; who prepares it, and who approves. */
async function prepared(options: { threshold?: number | null; state?: "inactive" | "active" } = {}) {
  const { threshold = 1, state = "inactive" } = options;
  const service = await world.service();
  await setThreshold(service.organizationId, threshold);
  const flow = await world.flow(service.id, state, 2);
  const author = await world.operator([service.id], ["compose", "send", "approve"]);
  const approver = await world.operator([service.id], ["approve"]);
  return { service, flow, author, approver, flowId: flow.id };
}

const setThreshold = (organizationId: string, approvalThreshold: number | null) =>
  world.db.update(organizations).set({ approvalThreshold }).where(eq(organizations.id, organizationId));

async function requested(at: Date | null = null, options: Parameters<typeof prepared>[0] = {}) {
  const made = await prepared(options);
  await requestApproval(made.author, { flowId: made.flowId, version: 1, count: 2, at });
  return made;
}

describe("a send above the threshold", () => {
  it("neither leaves nor is scheduled without approval", async () => {
    const { author, flowId } = await prepared();
    const input = { flowId, version: 1, count: 2 };
    await expect(sendFlow(author, input)).rejects.toMatchObject({ code: "approval-missing", values: { threshold: 1 } });
    await expect(scheduleFlow(author, { ...input, at: later(author, HOUR) })).rejects.toEqual(
      refused("approval-missing"),
    );
    expect(await flowOf(flowId)).toMatchObject({ state: "inactive", version: 1 });
  });

  it("leaves freely at the threshold, or where there is none", async () => {
    for (const threshold of [2, null]) {
      const { author, flowId } = await prepared({ threshold });
      await expect(requestApproval(author, { flowId, version: 1, count: 2 })).rejects.toEqual(
        refused("approval-not-needed"),
      );
      await sendFlow(author, { flowId, version: 1, count: 2 });
      expect((await flowOf(flowId)).state).toBe("sending");
    }
  });

  it("reads the threshold of now", async () => {
    const raised = await prepared({ threshold: 5 });
    await scheduleFlow(raised.author, { flowId: raised.flowId, version: 1, count: 2, at: later(raised.author, HOUR) });
    await setThreshold(raised.service.organizationId, 1);
    expect(await fireDueSchedules(world, later(raised.author, HOUR))).toEqual([]);
    expect(await flowOf(raised.flowId)).toMatchObject({ state: "active", scheduleFault: "approval-missing" });

    const lowered = await requested();
    await setThreshold(lowered.service.organizationId, 2);
    await sendFlow(lowered.author, { flowId: lowered.flowId, version: 2, count: 2 });
    expect((await flowOf(lowered.flowId)).state).toBe("sending");
  });

  it("goes on without a new approval when it is resumed or retried", async () => {
    const { author, approver, flowId } = await requested();
    await approveFlow(approver, { flowId, version: 2, count: 2 });
    await stopFlow(author, { flowId });
    const { version } = await flowOf(flowId);
    await world.db.update(flows).set({ approvedAt: null }).where(eq(flows.id, flowId));
    await sendFlow(author, { flowId, version, count: 2 });
    expect((await flowOf(flowId)).state).toBe("sending");
    await world.db
      .update(notifications)
      .set({ state: "error", reason: "failed" })
      .where(eq(notifications.flowId, flowId));
    await world.db.update(flows).set({ state: "incomplete" }).where(eq(flows.id, flowId));
    await retryFlow(author, { flowId, version: (await flowOf(flowId)).version, count: 2 });
    expect((await flowOf(flowId)).state).toBe("sending");
  });
});

describe("an approval", () => {
  it("is asked for with what was confirmed, and sends at once when it is given", async () => {
    const { author, approver, flowId } = await requested();
    expect(await flowOf(flowId)).toMatchObject({
      state: "active",
      approvalRequestedBy: author.actor.name,
      approvalCount: 2,
      scheduledAt: null,
      version: 2,
    });
    await expect(requestApproval(author, { flowId, version: 2, count: 2 })).rejects.toEqual(
      refused("approval-already-asked"),
    );
    await expect(approveFlow(approver, { flowId, version: 1, count: 2 })).rejects.toEqual(refused("changed-meanwhile"));
    await expect(approveFlow(approver, { flowId, version: 2, count: 3 })).rejects.toEqual(refused("changed-meanwhile"));
    world.hints.length = 0;
    expect(await approveFlow(approver, { flowId, version: 2, count: 2 })).toEqual({ sent: true });
    expect(world.hints).toEqual([{ name: "flussio/flow.send", data: { flowId } }]);
    expect(await flowOf(flowId)).toMatchObject({ state: "sending", approvedBy: approver.actor.name });
    expect(await verbsOf(flowId)).toEqual(["flow.approval-request", "flow.approve", "flow.send"]);
    await expect(approveFlow(approver, { flowId, version: 4, count: 2 })).rejects.toEqual(refused("flow-state"));
  });

  it("confirms the moment asked for, which then leaves by itself", async () => {
    const made = await prepared();
    const { author, approver, flowId } = made;
    const at = later(author, HOUR);
    await requestApproval(author, { flowId, version: 1, count: 2, at, anyHour: true });
    expect(await approveFlow(approver, { flowId, version: 2, count: 2 })).toEqual({ sent: false });
    expect(await flowOf(flowId)).toMatchObject({ state: "active", scheduledAt: at, anyHour: true });
    expect(await fireDueSchedules(world, at)).toContain(flowId);
    expect(await flowOf(flowId)).toMatchObject({ state: "sending", anyHour: true });
  });

  it("that comes late is held for an hour, leaves as soon as it is given, and then asks", async () => {
    const at = new Date(Date.now() + HOUR);
    const intime = await requested(at);
    const late = await requested(at);
    expect(await fireDueSchedules(world, new Date(at.getTime() + 1000))).toEqual([]);
    for (const { flowId } of [intime, late])
      expect(await flowOf(flowId)).toMatchObject({ state: "active", scheduleFault: "approval-missing" });
    expect(await verbsOf(intime.flowId)).toContain("FlussIO flow.schedule-missed");

    const minutesLater = { ...intime.approver, now: new Date(at.getTime() + 30 * 60_000) };
    const { version } = await flowOf(intime.flowId);
    expect(await approveFlow(minutesLater, { flowId: intime.flowId, version, count: 2 })).toEqual({ sent: true });
    expect(await flowOf(intime.flowId)).toMatchObject({ state: "sending", scheduledAt: null, scheduleFault: null });

    expect(await fireDueSchedules(world, new Date(at.getTime() + 2 * HOUR))).toEqual([]);
    const tooLate = { ...late.approver, now: new Date(at.getTime() + 2 * HOUR) };
    const shown = { flowId: late.flowId, version: (await flowOf(late.flowId)).version, count: 2 };
    await expect(approveFlow(tooLate, shown)).rejects.toEqual(refused("approval-late"));
    expect(await flowOf(late.flowId)).toMatchObject({ state: "active", scheduleFault: "approval-missing" });
  });

  it("is not given by who asked, created, edited, imported, or wrote a row", async () => {
    const { author, flowId, service } = await requested();
    const shown = { flowId, version: 2, count: 2 };
    await expect(approveFlow(author, shown)).rejects.toEqual(refused("approval-by-author"));
    await expect(refuseApproval(author, { ...shown, motive: "no" })).rejects.toEqual(refused("approval-by-author"));

    const others = await Promise.all(
      ["creator", "editor", "importer", "writer"].map(() => world.operator([service.id])),
    );
    const [creator, editor, importer, writer] = others.map(({ actor }) => actor.name);
    await world.db.update(flows).set({ createdBy: creator! }).where(eq(flows.id, flowId));
    await world.db.insert(auditEntries).values([
      { actor: editor!, verb: "flow.edit", subjectId: flowId },
      { actor: importer!, verb: "flow.import", subjectId: flowId },
    ]);
    await world.db.update(notifications).set({ updatedBy: writer! }).where(eq(notifications.flowId, flowId));
    for (const one of others) {
      await expect(approveFlow(one, shown)).rejects.toEqual(refused("approval-by-author"));
      expect((await flowApproval(one, flowId, 2)).hindrance).toBe("author");
    }
  });

  it("is not given by who wrote a row that somebody else has touched since", async () => {
    const { service, flow, flowId, author, approver } = await prepared();
    const writer = await world.operator([service.id]);
    const [row] = flow.rows;
    await editNotification(writer, {
      id: row!.id,
      version: 1,
      draft: draftOf({ ...row!, subject: "Un altro oggetto" }),
    });
    await editNotification(author, { id: row!.id, version: 2, draft: draftOf(row!) });
    // Of another flow: that makes nobody an author of this one.
    const other = await world.flow(service.id, "inactive", 1);
    const elsewhere = other.rows[0]!;
    await world.db
      .insert(auditEntries)
      .values({ actor: approver.actor.name, verb: "notification.edit", subjectId: elsewhere.id });
    const { version } = await flowOf(flowId);
    await requestApproval(author, { flowId, version, count: 2 });
    const shown = { flowId, version: version + 1, count: 2 };
    await expect(approveFlow(writer, shown)).rejects.toEqual(refused("approval-by-author"));
    expect(await approveFlow(approver, shown)).toEqual({ sent: true });
  });

  it("is for its own departure", async () => {
    const { author, approver, flowId } = await prepared();
    const at = later(author, HOUR);
    await requestApproval(author, { flowId, version: 1, count: 2, at });
    await approveFlow(approver, { flowId, version: 2, count: 2 });
    const input = { flowId, version: 3, count: 2 };
    const missing = refused("approval-missing");
    await expect(sendFlow(author, input)).rejects.toEqual(missing);
    await expect(scheduleFlow(author, { ...input, at: later(author, 2 * HOUR) })).rejects.toEqual(missing);
    await expect(scheduleFlow(author, { ...input, at, anyHour: true })).rejects.toEqual(missing);
    expect(await flowApproval(author, flowId, 2)).toMatchObject({ state: "given", missing: true });
    await scheduleFlow(author, { ...input, at });
    await unscheduleFlow(author, { flowId, version: 4 });
    await expect(scheduleFlow(author, { ...input, version: 5, at })).rejects.toEqual(missing);
    await requestApproval(author, { ...input, version: 5 });
    expect(await approveFlow(approver, { ...input, version: 6 })).toEqual({ sent: true });
  });

  it("is not passed by a row that comes back once the send has begun", async () => {
    for (const state of ["sent", "incomplete"] as const) {
      const { service, author } = await prepared();
      const { rows } = await world.flow(service.id, state, 1);
      const { id } = rows[0]!;
      await world.db.update(notifications).set({ disabled: true }).where(eq(notifications.id, id));
      const enable = () => setNotificationDisabled(author, { id, version: 1, disabled: false });
      await expect(enable()).rejects.toEqual(refused("enable-unapproved"));
      await setThreshold(service.organizationId, null);
      await enable();
    }
  });

  it("is not given without the permission, and what its holder may see is a reader's", async () => {
    const { flowId, service, approver } = await requested();
    const sender = await world.operator([service.id], ["compose", "send"]);
    await expect(approveFlow(sender, { flowId, version: 2, count: 2 })).rejects.toEqual(refused("not-allowed"));
    await expect(sendFlow(approver, { flowId, version: 2, count: 2 })).rejects.toEqual(refused("not-allowed"));
    expect((await flowApproval(sender, flowId, 2)).hindrance).toBe("not-allowed");
    expect(await flowApproval(approver, flowId, 2)).toMatchObject({
      state: "requested",
      hindrance: null,
      missing: true,
    });
  });

  it("names who may give it, and says when nobody may", async () => {
    const { flowId, author, approver } = await requested();
    expect((await flowApproval(author, flowId, 2)).approvers).toEqual([approver.actor.fullName]);
    expect((await flowsToApprove(approver)).map(({ id }) => id)).toEqual([flowId]);
    expect(await flowsToApprove(author)).toEqual([]);

    const service = await world.service();
    await setThreshold(service.organizationId, 0);
    const lonely = await world.operator([service.id]);
    const flow = await world.flow(service.id, "inactive", 1);
    expect(await flowApproval(lonely, flow.id, 1)).toMatchObject({ state: "none", missing: true, approvers: [] });
  });
});

describe("a refusal", () => {
  it("keeps the flow back with who and why, through edits, until it is asked again", async () => {
    const { author, approver, flowId, service } = await requested(new Date(Date.now() + HOUR));
    await refuseApproval(approver, { flowId, version: 2, motive: "Importi sbagliati" });
    expect(await flowOf(flowId)).toMatchObject({ state: "active", scheduledAt: null, approvedAt: null, version: 3 });
    const told = { state: "refused", refused: { motive: "Importi sbagliati" } };
    expect(await flowApproval(author, flowId, 2)).toMatchObject(told);
    await expect(sendFlow(author, { flowId, version: 3, count: 2 })).rejects.toEqual(refused("approval-missing"));
    await expect(approveFlow(approver, { flowId, version: 3, count: 2 })).rejects.toEqual(
      refused("approval-not-asked"),
    );

    const form = { serviceId: service.id, note: "corretto", context: "", key: "" };
    await editFlow(author, { flowId, version: 3, ...form });
    expect(await flowApproval(author, flowId, 2)).toMatchObject(told);
    await requestApproval(author, { flowId, version: 4, count: 2 });
    expect(await flowApproval(author, flowId, 2)).toMatchObject({ state: "requested", refused: null });
  });
});

describe("a request", () => {
  const gone = { approvalRequestedAt: null, approvedAt: null, approvalCount: null };

  it("is withdrawn with its moment", async () => {
    const { author, approver, flowId } = await requested(new Date(Date.now() + HOUR));
    await expect(withdrawApproval(approver, { flowId, version: 2 })).rejects.toEqual(refused("not-allowed"));
    await withdrawApproval(author, { flowId, version: 2 });
    expect(await flowOf(flowId)).toMatchObject({ state: "active", scheduledAt: null, ...gone });
    await expect(withdrawApproval(author, { flowId, version: 3 })).rejects.toEqual(refused("approval-not-asked"));
  });

  it("ends when its moment is cancelled", async () => {
    const { author, flowId } = await requested(new Date(Date.now() + HOUR));
    await unscheduleFlow(author, { flowId, version: 2 });
    expect(await flowOf(flowId)).toMatchObject({ state: "active", scheduledAt: null, ...gone });
  });

  it("is voided by an edit of the flow or of a row, also once approved", async () => {
    for (const approved of [false, true]) {
      for (const edit of ["flow", "row"] as const) {
        const { author, approver, flowId, flow, service } = await requested(new Date(Date.now() + HOUR));
        if (approved) await approveFlow(approver, { flowId, version: 2, count: 2 });
        const { version } = await flowOf(flowId);
        if (edit === "flow")
          await editFlow(author, { flowId, version, serviceId: service.id, note: "altro", context: "", key: "" });
        else await setNotificationDisabled(author, { id: flow.rows[0]!.id, version: 1, disabled: true });
        expect(await flowOf(flowId)).toMatchObject({ state: "inactive", scheduledAt: null, ...gone });
        expect(await fireDueSchedules(world, later(author, HOUR))).toEqual([]);
      }
    }
  });
});

describe("at the same moment", () => {
  it("only one of approval, edit and withdrawal happens, and nothing that was changed leaves", async () => {
    const ends = { approved: 0, edited: 0, withdrawn: 0 };
    for (let round = 0; round < 12; round++) {
      const { author, approver, flowId, service } = await requested();
      const shown = { flowId, version: 2 };
      const form = { serviceId: service.id, note: "altro", context: "", key: "" };
      const run = [
        () => approveFlow(approver, { ...shown, count: 2 }),
        () => editFlow(author, { ...shown, ...form }),
        () => withdrawApproval(author, shown),
      ];
      const shift = round % run.length;
      const order = [...run.slice(shift), ...run.slice(0, shift)];
      const results = await Promise.allSettled(order.map((verb) => verb()));
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected")
          expect(["changed-meanwhile", "flow-state", "approval-not-asked"]).toContain(result.reason.code);
      const flow = await flowOf(flowId);
      if (flow.state === "sending") ends.approved += 1;
      else if (flow.state === "inactive") ends.edited += 1;
      else ends.withdrawn += 1;
      expect(flow.state === "sending").toBe(flow.approvedAt !== null);
    }
    expect(ends.approved + ends.edited + ends.withdrawn).toBe(12);
  });
});
