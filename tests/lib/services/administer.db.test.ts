import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { services } from "@/db/schema/services";
import { createSandbox, type Sandbox } from "@/lib/appio/sandbox/sandbox";
import type { Context } from "@/lib/context";
import type { Engine } from "@/lib/sending/engine";
import { checkConnection } from "@/lib/services/check";
import { createService } from "@/lib/services/create";
import { setServiceDisabled } from "@/lib/services/disable";
import { editService } from "@/lib/services/edit";
import { findService } from "@/lib/services/find";
import type { ServiceForm } from "@/lib/services/form";
import { openKey } from "@/lib/services/key";
import { listAllServices } from "@/lib/services/list-all";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let sandbox: Sandbox;
let engine: Engine;
let ctx: Context & { engine: Engine };
beforeAll(async () => {
  world = await createWorld();
  sandbox = createSandbox({ limit: 150, open: true });
  engine = world.engineOn((await sandbox.listen()).apiUrl);
  ctx = { ...(await world.operator([])), engine };
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
  await engine.appio.close();
  await sandbox.close();
  await world.close();
});

const rowOf = async (id: string) => (await world.db.query.services.findFirst({ where: eq(services.id, id) }))!;
const auditOf = async (id: string) =>
  (await world.db.query.auditEntries.findMany({ where: eq(auditEntries.subjectId, id) })).map(({ verb, detail }) => ({
    verb,
    detail,
  }));

async function fields(changes: Partial<ServiceForm> = {}): Promise<ServiceForm> {
  const { organizationId } = await world.service();
  return {
    ...{ organizationId, code: randomUUID(), name: "Polizia locale", appioServiceId: "01SANDB0X" },
    ...{ testing: true, testFiscalCodes: [], maxPaymentAmount: 0, requireSecureChannels: false },
    subscriptionKey: `sandbox-prova-${randomUUID()}`,
    ...changes,
  };
}

/** A service with that key, as a person adds it. */
const added = async (subscriptionKey: string) => createService(ctx, await fields({ subscriptionKey }));
const versionOf = async (serviceId: string) => ({ serviceId, version: (await rowOf(serviceId)).updatedAt });

describe("a service", () => {
  it("is added with its key sealed, and found by whoever administers though no role enables it", async () => {
    const form = await fields();
    const { id } = await createService(ctx, form);
    const row = await rowOf(id);
    expect(row.sealedKey).not.toContain(form.subscriptionKey);
    expect(openKey(row.sealedKey, world.sealingKey)).toBe(form.subscriptionKey);
    const found = await findService(ctx, id);
    expect(found).toMatchObject({ name: "Polizia locale", testing: true, roles: 0, connection: null });
    expect(JSON.stringify(found)).not.toContain(row.sealedKey);
    expect((await listAllServices(ctx)).map((service) => service.id)).toContain(id);
    expect(await auditOf(id)).toEqual([{ verb: "service.create", detail: { organizationId: form.organizationId } }]);
    expect(JSON.stringify(await auditOf(id))).not.toContain(form.subscriptionKey);
  });

  it("has a code of its own", async () => {
    const one = await fields();
    const { id } = await createService(ctx, one);
    await expect(createService(ctx, one)).rejects.toMatchObject({ code: "taken", values: { field: "code" } });
    const other = await fields();
    const second = await createService(ctx, other);
    const edit = { ...other, code: one.code, ...(await versionOf(second.id)) };
    await expect(editService(ctx, edit)).rejects.toMatchObject({ code: "taken", values: { field: "code" } });
    await editService(ctx, { ...one, subscriptionKey: "", ...(await versionOf(id)) });
  });

  it("keeps its key when the field is empty, and loses what was found of an old key", async () => {
    const form = await fields();
    const { id } = await createService(ctx, form);
    await checkConnection(ctx, { serviceId: id });
    const before = await rowOf(id);
    await editService(ctx, { ...form, name: "Vigili", subscriptionKey: "", ...(await versionOf(id)) });
    expect(await rowOf(id)).toMatchObject({ name: "Vigili", sealedKey: before.sealedKey, connection: "ok" });
    await editService(ctx, { ...form, name: "Vigili", subscriptionKey: "nuova", ...(await versionOf(id)) });
    const after = await rowOf(id);
    expect(openKey(after.sealedKey, world.sealingKey)).toBe("nuova");
    expect(after).toMatchObject({ connection: null, connectionAt: null });
    expect((await auditOf(id)).slice(-2)).toEqual([
      { verb: "service.edit", detail: { fields: ["name"] } },
      { verb: "service.edit", detail: { fields: ["subscriptionKey"] } },
    ]);
  });

  it("is not written over by whoever saw an older one", async () => {
    const form = await fields();
    const { id } = await createService(ctx, form);
    const shown = await versionOf(id);
    await editService({ ...ctx, now: new Date(Date.now() + 1000) }, { ...form, ...shown });
    await expect(editService(ctx, { ...form, ...shown })).rejects.toMatchObject({ code: "changed-meanwhile" });
  });

  it("is disabled and taken back", async () => {
    const { id } = await added("sandbox-prova");
    await setServiceDisabled(ctx, { serviceId: id, disabled: true });
    expect((await rowOf(id)).disabled).toBe(true);
    await setServiceDisabled(ctx, { serviceId: id, disabled: false });
    expect((await rowOf(id)).disabled).toBe(false);
    expect((await auditOf(id)).map(({ verb }) => verb)).toEqual([
      "service.create",
      "service.disable",
      "service.enable",
    ]);
  });
});

describe("Verifica connessione", () => {
  it.each([
    ["sandbox-borgofiorito-tributi", "ok"],
    ["chiave-di-nessuno", "key-refused"],
    ["sandbox-ente-uno.cidr", "source-refused"],
    ["sandbox-ente-uno.orphan", "service-closed"],
    ["sandbox-ente-uno.draft", "test-only"],
    ["sandbox-ente-uno.limited", "test-only"],
    ["sandbox-ente-uno.no-payments", "ok"],
  ])("of the key %s finds %s", async (key, finding) => {
    const { id } = await added(key);
    expect(await checkConnection(ctx, { serviceId: id })).toEqual({ finding, seconds: null });
    const row = await rowOf(id);
    expect(row.connection).toBe(finding);
    expect(row.connectionAt).toBeInstanceOf(Date);
    expect((await auditOf(id)).at(-1)).toEqual({ verb: "service.check", detail: { finding } });
    expect(sandbox.stats().messages, "messages sent").toBe(0);
    expect(sandbox.stats().calls.send.total).toBe(0);
  });

  it.each([
    ["no-scopes", "service-closed"],
    ["production-forbidden", "service-closed"],
    ["anonymous", "service-closed"],
    ["wrong-path", "wrong-address"],
    ["server-error", "unreachable"],
    ["bad-gateway", "unreachable"],
    ["reset-before", "unreachable"],
    ["malformed-json", "unreachable"],
  ] as const)("during %s finds %s", async (fault, finding) => {
    const { id } = await added("sandbox-ente-guasti");
    sandbox.addFaults({ outage: { fault } });
    expect((await checkConnection(ctx, { serviceId: id })).finding).toBe(finding);
  });

  it("tells the seconds of the pause, and looks at it again afterwards", async () => {
    const { id } = await added("sandbox-ente-lento");
    sandbox.addFaults({ outage: { fault: "rate-limited" } });
    expect(await checkConnection(ctx, { serviceId: id })).toEqual({ finding: "slow-down", seconds: 5 });
    const { connection, pausedSeconds } = await findService(ctx, id);
    expect(connection).toBe("slow-down");
    expect(pausedSeconds).toBeGreaterThan(0);
    expect(pausedSeconds).toBeLessThanOrEqual(5);
  });

  it("finds nobody where App IO is not", async () => {
    const nowhere = world.engineOn("http://127.0.0.1:9");
    const { id } = await added("sandbox-ente-altrove");
    expect(await checkConnection({ ...ctx, engine: nowhere }, { serviceId: id })).toMatchObject({
      finding: "unreachable",
    });
    await nowhere.appio.close();
  });

  it("finds a key that does not open, without calling", async () => {
    const { id } = await added("sandbox-ente-illeggibile");
    await world.db.update(services).set({ sealedKey: "v1.a.b.c" }).where(eq(services.id, id));
    expect(await checkConnection(ctx, { serviceId: id })).toEqual({ finding: "key-unreadable", seconds: null });
    expect(sandbox.stats().calls.profile.total).toBe(0);
  });

  it("does not tell of a new key what it found of the old one", async () => {
    const { id } = await added("sandbox-ente-vecchia");
    const form = await fields({ subscriptionKey: "chiave-nuova" });
    let edited = false;
    const profile: Engine["appio"]["profile"] = async (key, code) => {
      if (!edited) await editService(ctx, { ...form, ...(await versionOf(id)) });
      edited = true;
      return engine.appio.profile(key, code);
    };
    const meanwhile = { ...engine, appio: { ...engine.appio, profile } };
    expect(await checkConnection({ ...ctx, engine: meanwhile }, { serviceId: id })).toMatchObject({ finding: "ok" });
    expect((await rowOf(id)).connection).toBeNull();
  });
});
