import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { trialDone, trialOutcome } from "@/app/italian/trial";
import { auditEntries } from "@/db/schema/audit";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import { createSandbox, type Sandbox } from "@/lib/appio/sandbox/sandbox";
import { testFiscalCode } from "@/lib/fiscal-code";
import { countFlow } from "@/lib/flows/count";
import { sendSummary } from "@/lib/flows/send-summary";
import { sendTrial } from "@/lib/flows/trial";
import { flowTrials } from "@/lib/flows/trials";
import { draftOf } from "@/lib/notifications/content";
import { editNotification } from "@/lib/notifications/edit";
import { reregisterNotification } from "@/lib/notifications/reregister";
import { sendNotification } from "@/lib/notifications/send";
import type { Refusal } from "@/lib/refusal";
import type { Engine } from "@/lib/sending/engine";
import { fiscalCodeOf } from "@/tests/support/people";
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

const colleague = fiscalCodeOf(900_001);
const codes = [testFiscalCode, colleague];

async function readyFlow(state: "inactive" | "active" | "sending" = "inactive") {
  const service = await world.service({ testFiscalCodes: codes });
  const flow = await world.flow(service.id, state, 3);
  const ctx = { ...(await world.operator([service.id])), engine };
  return { flow, ctx, rowId: flow.rows[1]!.id };
}

const trialsOf = (flowId: string) =>
  world.db.select().from(notifications).where(eq(notifications.trialOf, flowId)).orderBy(notifications.position);
const refusal = (run: Promise<unknown>) =>
  run.then(
    () => "done",
    (error: unknown) => (error as Refusal).code,
  );

describe("Invio di prova", () => {
  it("sends the text of the row to the test codes, outside the flow and its counts", async () => {
    const { flow, ctx, rowId } = await readyFlow();
    await world.db
      .update(notifications)
      .set({ subject: "Oggetto della seconda riga" })
      .where(eq(notifications.id, rowId));
    const before = [await countFlow(ctx, flow.id), (await sendSummary(ctx, flow.id)).count];
    const result = await sendTrial(ctx, { flowId: flow.id, formId: randomUUID(), rowId, fiscalCodes: codes });
    expect(result).toMatchObject({ made: 2, sent: 2, stop: null });
    const trials = await trialsOf(flow.id);
    expect(new Set(trials.map((row) => row.fiscalCode))).toEqual(new Set(codes));
    for (const row of trials) {
      expect(row).toMatchObject({ flowId: null, state: "sent", subject: "Oggetto della seconda riga", attempts: 1 });
      expect(sandbox.postsOf(row.fiscalCode).posts).toBe(1);
    }
    expect(flow.rows.map((row) => sandbox.postsOf(row.fiscalCode).posts)).toEqual([0, 0, 0]);
    expect([await countFlow(ctx, flow.id), (await sendSummary(ctx, flow.id)).count]).toEqual(before);
    const [entry] = await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, flow.id));
    expect(entry).toMatchObject({ verb: "flow.trial", actor: ctx.actor.name });
    expect(JSON.stringify(entry!.detail)).not.toContain(testFiscalCode);
    expect((await flowTrials(ctx, flow.id)).trials.map(({ id }) => id).sort()).toEqual(
      trials.map(({ id }) => id).sort(),
    );
  });

  it("sends nothing twice when the form comes twice, together or later", async () => {
    const { flow, ctx, rowId } = await readyFlow("active");
    const input = { flowId: flow.id, formId: randomUUID(), rowId, fiscalCodes: [colleague] };
    const together = await Promise.all([sendTrial(ctx, input), sendTrial(ctx, input)]);
    expect(together.map(({ made }) => made).sort()).toEqual([0, 1]);
    expect((await sendTrial(ctx, input)).made).toBe(0);
    expect(sandbox.postsOf(colleague).posts).toBe(1);
    expect(await trialsOf(flow.id)).toHaveLength(1);
    expect((await sendTrial(ctx, { ...input, formId: randomUUID() })).made).toBe(1);
    expect(sandbox.postsOf(colleague).posts).toBe(2);
  });

  it("reaches nobody but the test codes of the service, and takes no row of another flow", async () => {
    const { flow, ctx, rowId } = await readyFlow();
    const other = await readyFlow();
    const input = { flowId: flow.id, formId: randomUUID(), rowId, fiscalCodes: [colleague] };
    const stranger = fiscalCodeOf(900_002);
    expect(await refusal(sendTrial(ctx, { ...input, fiscalCodes: [colleague, stranger] }))).toBe("changed-meanwhile");
    expect(await refusal(sendTrial(ctx, { ...input, fiscalCodes: [] }))).toBe("changed-meanwhile");
    expect(await refusal(sendTrial(ctx, { ...input, rowId: other.rowId }))).toBe("changed-meanwhile");
    expect(await refusal(sendTrial(other.ctx, input))).toBe("not-found");
    const composer = { ...(await world.operator([flow.serviceId], ["compose"])), engine };
    expect(await refusal(sendTrial(composer, input))).toBe("not-allowed");
    const sending = await readyFlow("sending");
    expect(await refusal(sendTrial(sending.ctx, { ...input, flowId: sending.flow.id, rowId: sending.rowId }))).toBe(
      "flow-state",
    );
    expect(sandbox.postsOf(colleague).posts + sandbox.postsOf(stranger).posts).toBe(0);
    expect(await trialsOf(flow.id)).toEqual([]);
  });
});

describe("a trial that failed", () => {
  it("is neither corrected nor sent to anybody but the test codes of its service", async () => {
    const { flow, ctx } = await readyFlow();
    const failed = { trialOf: flow.id, state: "error", reason: "invalid-content", fiscalCode: colleague } as const;
    const [row] = await world.fill(null, flow.serviceId, 1, failed);
    const stranger = fiscalCodeOf(900_003);
    const edited = (fiscalCode: string) =>
      editNotification(ctx, { id: row!.id, version: 1, draft: draftOf({ ...row!, fiscalCode }) });
    expect(await refusal(edited(stranger))).toBe("trial-recipient");
    await edited(testFiscalCode);
    await reregisterNotification(ctx, { id: row!.id, version: 2 });
    await world.db
      .update(services)
      .set({ testFiscalCodes: [colleague] })
      .where(eq(services.id, flow.serviceId));
    expect(await refusal(sendNotification(ctx, { id: row!.id }))).toBe("trial-recipient");
    expect(sandbox.postsOf(testFiscalCode).posts).toBe(0);
    await world.db.update(services).set({ testFiscalCodes: codes }).where(eq(services.id, flow.serviceId));
    expect(await sendNotification(ctx, { id: row!.id })).toMatchObject({ sent: true });
  });
});

describe("its words", () => {
  const sentAt = new Date("2025-02-28T17:09:00Z");
  const outcome = { state: "sent", reason: null, deliveryStatus: null, checkDueAt: null, sentAt } as const;

  it("say how many left, and what keeps the others", () => {
    expect(trialDone({ made: 0, sent: 0, stop: null }, "Tributi")).toContain("non l'ha inviata di nuovo");
    expect(trialDone({ made: 1, sent: 1, stop: null }, "Tributi")).toMatch(/^Inviata 1 prova su 1\./);
    expect(trialDone({ made: 2, sent: 0, stop: "key-refused" }, "Tributi")).toBe(
      "Inviate 0 prove su 2: App IO rifiuta la chiave del servizio Tributi.",
    );
  });

  it("say what came of each", () => {
    expect(trialOutcome(outcome, "Tributi")).toBe("Inviata il 28 febbraio 2025 alle 18:09.");
    expect(trialOutcome({ ...outcome, deliveryStatus: "PROCESSED" }, "Tributi")).toContain("Disponibile nell'app");
    expect(trialOutcome({ ...outcome, state: "unreachable", reason: "not-on-io" }, "Tributi")).toContain("non usa IO");
  });
});
