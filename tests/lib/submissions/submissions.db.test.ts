import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applicationKeys, applications } from "@/db/schema/applications";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import { createSandbox, type Sandbox } from "@/lib/appio/sandbox/sandbox";
import { addKey } from "@/lib/applications/add-key";
import { authenticateApplication } from "@/lib/applications/authenticate";
import { createApplication } from "@/lib/applications/create";
import { setApplicationDisabled } from "@/lib/applications/disable";
import { revokeKey } from "@/lib/applications/revoke-key";
import { Refusal } from "@/lib/refusal";
import type { Engine } from "@/lib/sending/engine";
import { deliverRequested, requestedServices } from "@/lib/sending/requested";
import { cancelFlow, cancelNotification } from "@/lib/submissions/cancel";
import { closeFlow } from "@/lib/submissions/close";
import { type FlowRow, flowRow, notificationSubmission } from "@/lib/submissions/contract";
import { findSubmitted, findSubmittedFlow, listSubmitted } from "@/lib/submissions/find";
import { submitFlow } from "@/lib/submissions/flow";
import { submitNotification } from "@/lib/submissions/notification";
import type { ByApplication } from "@/lib/submissions/pair";
import { addRows, WrongRows } from "@/lib/submissions/rows";
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
afterAll(async () => {
  await engine.appio.close();
  await sandbox.close();
  await world.close();
});

async function given({ maySend = true, addresses = [] as string[], testing = false } = {}) {
  const service = await world.service({ testing });
  const admin = await world.operator([service.id]);
  const fields = { name: randomUUID(), serviceIds: [service.id], maySend, addresses, rateLimit: 600 };
  const { id: applicationId } = await createApplication(admin, fields);
  const { key } = await addKey(admin, { applicationId });
  const known = await authenticateApplication(world.db, { key, address: "192.0.2.7" });
  const ctx = { ...admin, actor: known?.application } as ByApplication;
  return { service, admin, applicationId, key, ctx };
}

const single = (service: { code: string }, key: string = randomUUID(), changes: Record<string, unknown> = {}) =>
  notificationSubmission.parse({
    ...{
      service: service.code,
      context: "prova",
      key,
      fiscal_code: fiscalCodeOf(1),
      subject: "Oggetto di prova",
      body,
    },
    ...changes,
  });
const row = (n: number, changes: Partial<FlowRow> = {}) =>
  flowRow.parse({ key: `riga-${n}`, fiscal_code: fiscalCodeOf(n), subject: "Oggetto di prova", body, ...changes });

const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  );

describe("authenticateApplication", () => {
  it("knows a key until it is revoked or its application disabled, and keeps only a hash of it", async () => {
    const { admin, applicationId, key } = await given();
    const known = () => authenticateApplication(world.db, { key, address: null });
    expect(await known()).toMatchObject({ application: { id: applicationId } });
    expect(JSON.stringify(await world.db.select().from(applicationKeys))).not.toContain(key.split("_")[2]);
    const second = await addKey(admin, { applicationId });
    expect(await codeOf(addKey(admin, { applicationId }))).toBe("too-many-keys");
    await revokeKey(admin, { keyId: (await known())!.keyId });
    expect(await known()).toBeNull();
    const other = () => authenticateApplication(world.db, { key: second.key, address: null });
    expect(await other()).not.toBeNull();
    await setApplicationDisabled(admin, { applicationId, disabled: true });
    expect(await other()).toBeNull();
  });

  it("refuses a wrong secret, another form, another address", async () => {
    const { key } = await given({ addresses: ["192.0.2.0/28", "2001:db8::1"] });
    const known = async (changed: string, address: string | null) =>
      (await authenticateApplication(world.db, { key: changed, address })) !== null;
    expect(await known(key, "192.0.2.7")).toBe(true);
    expect(await known(key, "2001:db8::1")).toBe(true);
    expect(await known(key, "192.0.2.77")).toBe(false);
    expect(await known(key, null)).toBe(false);
    const last = key.endsWith("A") ? "B" : "A";
    expect(await known(key.slice(0, -1) + last, "192.0.2.7")).toBe(false);
    expect(await known("flussio", "192.0.2.7")).toBe(false);
    expect(await known("", "192.0.2.7")).toBe(false);
  });
});

describe("submitNotification", () => {
  it("stores one notification for fifty concurrent submissions of one pair", async () => {
    const { ctx, service } = await given();
    const input = single(service);
    const answers = await Promise.all(Array.from({ length: 50 }, () => submitNotification(ctx, input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await world.db.$count(notifications, eq(notifications.serviceId, service.id))).toBe(1);
    expect(await codeOf(submitNotification(ctx, { ...input, subject: "Un altro oggetto" }))).toBe("pair-taken");
  });

  it("refuses a service it is not bound to, a wrong content, a send it may not do", async () => {
    const [one, other] = [await given(), await given({ maySend: false })];
    expect(await codeOf(submitNotification(one.ctx, single(other.service)))).toBe("not-found");
    expect(await codeOf(submitNotification(one.ctx, single(one.service, "k", { subject: "Corto" })))).toBe(
      "invalid-content",
    );
    expect(await codeOf(submitNotification(other.ctx, single(other.service)))).toBe("not-allowed");
    const kept = await submitNotification(other.ctx, single(other.service, "k", { send: false }));
    expect(await requestedServices(world.sql)).not.toContain(other.service.id);
    expect(await findSubmitted(other.ctx, kept.id)).toMatchObject({ state: "registered", key: "k" });
    expect(await codeOf(findSubmitted(one.ctx, kept.id))).toBe("not-found");
  });

  it("leaves once, through the engine", async () => {
    const { ctx, service } = await given();
    const { id } = await submitNotification(ctx, single(service));
    const waiting = await submitNotification(ctx, single(service, "tenuta", { send: false }));
    expect(world.hints).toContainEqual({ name: "flussio/notifications.requested", data: { serviceId: service.id } });
    expect(await requestedServices(world.sql)).toContain(service.id);
    await Promise.all([1, 2].map(() => deliverRequested(engine, { serviceId: service.id, seconds: 5 })));
    expect(await findSubmitted(ctx, id)).toMatchObject({ state: "sent", delivery_id: expect.any(String) });
    expect(await findSubmitted(ctx, waiting.id)).toMatchObject({ state: "registered" });
    const [sent] = await world.db.select().from(notifications).where(eq(notifications.id, id));
    expect(sent!.attempts).toBe(1);
    expect(await requestedServices(world.sql)).not.toContain(service.id);
    expect(await codeOf(cancelNotification(ctx, id))).not.toBe("not-found");
    await cancelNotification(ctx, waiting.id);
    expect(await findSubmitted(ctx, waiting.id)).toMatchObject({ disabled: true });
  });

  it("does not write to citizens for a service that was put In prova meanwhile", async () => {
    const { ctx, service } = await given();
    const { id } = await submitNotification(ctx, single(service));
    await world.db.update(services).set({ testing: true }).where(eq(services.id, service.id));
    await deliverRequested(engine, { serviceId: service.id, seconds: 2 });
    expect(await findSubmitted(ctx, id)).toMatchObject({ state: "registered" });
  });

  it("lists its own in pages", async () => {
    const { ctx, service } = await given();
    for (let n = 0; n < 5; n++) await submitNotification(ctx, single(service, `k${n}`, { send: false }));
    const first = await listSubmitted(ctx, { context: "prova", limit: 2 });
    expect(first.items.map(({ key }) => key)).toEqual(["k0", "k1"]);
    const second = await listSubmitted(ctx, { context: "prova", limit: 10, after: first.next! });
    expect(second.items.map(({ key }) => key)).toEqual(["k2", "k3", "k4"]);
    expect(second.next).toBeNull();
    expect((await listSubmitted(ctx, { key: "k3", limit: 10 })).items).toHaveLength(1);
  });
});

describe("a flow of an application", () => {
  it("takes each row once, all of a request or none, and leaves when it is closed", async () => {
    const { ctx, service } = await given();
    const submission = { service: service.code, context: "prova", key: "flusso", note: "Dal protocollo" };
    const { id: flowId } = await submitFlow(ctx, submission);
    expect(await submitFlow(ctx, submission)).toEqual({ id: flowId, created: false });
    expect(await codeOf(submitFlow(ctx, { ...submission, note: "Altro" }))).toBe("pair-taken");
    expect(await addRows(ctx, { flowId, rows: [row(1), row(2)] })).toEqual({ added: 2, known: 0 });
    expect(await addRows(ctx, { flowId, rows: [row(2), row(3)] })).toEqual({ added: 1, known: 1 });
    expect(await codeOf(addRows(ctx, { flowId, rows: [row(4), row(1, { subject: "Oggetto diverso" })] }))).toBe(
      "pair-taken",
    );
    const wrong = addRows(ctx, { flowId, rows: [row(5), row(6, { subject: "no" })] });
    await expect(wrong).rejects.toThrow(WrongRows);
    expect(await findSubmittedFlow(ctx, flowId)).toMatchObject({ state: "inactive", counts: { registered: 3 } });
    await closeFlow(ctx, { flowId, send: true });
    await closeFlow(ctx, { flowId, send: true });
    expect(world.hints.filter(({ data }) => "flowId" in data && data.flowId === flowId)).toHaveLength(1);
    expect(await findSubmittedFlow(ctx, flowId)).toMatchObject({ state: "sending" });
    const [flow] = await world.db.select().from(flows).where(eq(flows.id, flowId));
    expect(flow).toMatchObject({ origin: "application", updatedBy: ctx.actor.name });
    expect(await codeOf(addRows(ctx, { flowId, rows: [row(9)] }))).toBe("flow-state");
    expect(await codeOf(cancelFlow(ctx, flowId))).toBe("flow-state");
  });

  it("is nothing to another application of the same service", async () => {
    const { ctx, service, admin } = await given();
    const { id: flowId } = await submitFlow(ctx, { service: service.code, context: "a", key: "b", note: "" });
    const fields = { name: randomUUID(), serviceIds: [service.id], maySend: true, addresses: [], rateLimit: 600 };
    const { id } = await createApplication(admin, fields);
    const { key } = await addKey(admin, { applicationId: id });
    const other = { ...ctx, actor: (await authenticateApplication(world.db, { key, address: null }))!.application };
    for (const run of [
      () => findSubmittedFlow(other, flowId),
      () => addRows(other, { flowId, rows: [row(1)] }),
      () => closeFlow(other, { flowId, send: true }),
      () => cancelFlow(other, flowId),
    ])
      expect(await codeOf(run())).toBe("not-found");
    const again = await submitFlow(other, { service: service.code, context: "a", key: "b", note: "" });
    expect(again).toMatchObject({ created: true });
    await cancelFlow(ctx, flowId);
    expect(await findSubmittedFlow(ctx, flowId)).toMatchObject({ disabled: true });
    expect(await world.db.$count(applications, eq(applications.id, id))).toBe(1);
  });
});
