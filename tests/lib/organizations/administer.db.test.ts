import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { budgets, organizations } from "@/db/schema/organizations";
import type { Context } from "@/lib/context";
import { createOrganization } from "@/lib/organizations/create";
import { editOrganization } from "@/lib/organizations/edit";
import { findOrganization } from "@/lib/organizations/find";
import { checkDigit } from "@/lib/organizations/fiscal-code";
import type { OrganizationForm } from "@/lib/organizations/form";
import { listOrganizations } from "@/lib/organizations/list";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let ctx: Context;
let made = 0;
beforeAll(async () => {
  world = await createWorld();
  ctx = await world.operator([]);
});
afterAll(() => world.close());

function fields(changes: Partial<OrganizationForm> = {}): OrganizationForm {
  const ten = String(9_000_000_000 + ++made);
  return {
    ...{ name: `Ente ${made}`, fiscalCode: `${ten}${checkDigit(ten)}`, sharedWith: "", callLimit: 150, callShare: 80 },
    ...{ reachabilityHours: 24, approvalThreshold: null, sendingHours: null },
    ...changes,
  };
}

async function added(changes: Partial<OrganizationForm> = {}) {
  const form = fields(changes);
  const { id } = await createOrganization(ctx, form);
  return { form, id };
}

const rowOf = async (id: string) =>
  (await world.db.query.organizations.findFirst({ where: eq(organizations.id, id) }))!;
const budgetOf = async (id: string) => {
  const { budgetId } = await rowOf(id);
  return (await world.db.query.budgets.findFirst({ where: eq(budgets.id, budgetId) }))!;
};
const edit = async (id: string, form: OrganizationForm) =>
  editOrganization(ctx, { ...form, organizationId: id, version: (await rowOf(id)).updatedAt });
const lastAudit = async (id: string) =>
  (await world.db.query.auditEntries.findMany({ where: eq(auditEntries.subjectId, id) })).at(-1);

describe("an ente", () => {
  it("is added with a budget of its own, changed and found", async () => {
    const { form, id } = await added();
    const sendingHours = { days: [1, 2], from: "08:00", to: "18:00" };
    await edit(id, { ...form, callLimit: null, callShare: 100, approvalThreshold: 500, sendingHours });
    expect(await findOrganization(ctx, id)).toMatchObject({
      ...{ name: form.name, approvalThreshold: 500, sendingHours, sharers: [] },
      use: { callLimit: null, callShare: 100, used: 0 },
    });
    expect((await listOrganizations(ctx)).find((one) => one.id === id)).toMatchObject({ callLimit: null, services: 0 });
    expect(await lastAudit(id)).toMatchObject({
      verb: "organization.edit",
      detail: { fields: ["approvalThreshold", "sendingHours", "callLimit", "callShare"] },
    });
    await edit(id, { ...form, callLimit: null, callShare: 100, approvalThreshold: 500, sendingHours });
    expect(await lastAudit(id)).toMatchObject({ detail: { fields: [] } });
  });

  it("has a fiscal code of its own", async () => {
    const [one, two] = [await added(), await added()];
    const taken = { code: "taken", values: { field: "fiscalCode" } };
    await expect(createOrganization(ctx, one.form)).rejects.toMatchObject(taken);
    await expect(edit(two.id, { ...two.form, fiscalCode: one.form.fiscalCode })).rejects.toMatchObject(taken);
  });

  it("is not written over by whoever saw an older one", async () => {
    const { form, id } = await added();
    const shown = { ...form, organizationId: id, version: (await rowOf(id)).updatedAt };
    await editOrganization({ ...ctx, now: new Date(Date.now() + 1000) }, shown);
    await expect(editOrganization(ctx, shown)).rejects.toMatchObject({ code: "changed-meanwhile" });
  });
});

describe("a shared budget", () => {
  it("is taken as it is by who joins, changed for both by either, and left for a new one", async () => {
    const host = await added({ callLimit: 250, callShare: 70 });
    const guest = await added({ callLimit: 150, callShare: 80 });
    await edit(guest.id, { ...guest.form, sharedWith: host.id });
    expect((await rowOf(guest.id)).budgetId).toBe((await rowOf(host.id)).budgetId);
    expect(await budgetOf(guest.id)).toMatchObject({ callLimit: 250, callShare: 70 });
    expect((await findOrganization(ctx, host.id)).sharers).toEqual([{ id: guest.id, name: guest.form.name }]);

    await edit(guest.id, { ...guest.form, sharedWith: host.id, callLimit: 250, callShare: 60 });
    expect(await budgetOf(host.id)).toMatchObject({ callLimit: 250, callShare: 60 });

    await edit(guest.id, { ...guest.form, sharedWith: "", callLimit: 150, callShare: 90 });
    expect(await budgetOf(guest.id)).toMatchObject({ callLimit: 150, callShare: 90 });
    expect(await budgetOf(host.id)).toMatchObject({ callLimit: 250, callShare: 60 });
    expect((await findOrganization(ctx, host.id)).sharers).toEqual([]);
  });

  it("is chosen at birth too, and only of an ente that is there", async () => {
    const host = await added({ callLimit: 250 });
    const guest = await added({ sharedWith: host.id });
    expect((await rowOf(guest.id)).budgetId).toBe((await rowOf(host.id)).budgetId);
    const missing = fields({ sharedWith: "5b1c9f4e-3c1e-4b57-9d0f-0d8c5f9b1a11" });
    await expect(createOrganization(ctx, missing)).rejects.toMatchObject({ code: "not-found" });
  });
});
