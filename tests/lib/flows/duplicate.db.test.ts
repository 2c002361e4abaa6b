import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { flows } from "@/db/schema/flows";
import { services } from "@/db/schema/services";
import { duplicateFlow } from "@/lib/flows/duplicate";
import { findFlow } from "@/lib/flows/find";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const noteOf = ({ note }: { note: string }) => `Copia di ${note}`;

describe("Duplica flusso", () => {
  it("makes an empty flow in preparation with service, note and hours, and leaves recipients and decisions behind", async () => {
    const service = await world.service();
    const ctx = await world.operator([service.id]);
    const flow = await world.flow(service.id, "incomplete", 3);
    await world.db
      .update(flows)
      .set({ note: "TARI", context: "tributi", key: "7", anyHour: true, stopReason: "operator", version: 9 })
      .where(eq(flows.id, flow.id));

    const { id } = await duplicateFlow(ctx, { flowId: flow.id }, noteOf);
    expect(id).not.toBe(flow.id);
    expect(await findFlow(ctx, id)).toMatchObject({
      ...{ state: "inactive", serviceId: service.id, note: "Copia di TARI", anyHour: true, version: 1 },
      ...{ context: "", key: "", origin: "operator", stopReason: null, scheduledAt: null, sendStartedAt: null },
      ...{ createdBy: ctx.actor.name, updatedBy: ctx.actor.name, counts: { total: 0, disabled: 0 } },
    });
    expect((await findFlow(ctx, flow.id)).counts.total).toBe(3);
    const audit = await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));
    expect(audit).toMatchObject([{ verb: "flow.duplicate", actor: ctx.actor.name, detail: { from: flow.id } }]);
  });

  it("is refused to who may not compose, and for a disabled service", async () => {
    const service = await world.service();
    const flow = await world.flow(service.id, "sent");
    const sender = await world.operator([service.id], ["send"]);
    await expect(duplicateFlow(sender, { flowId: flow.id }, noteOf)).rejects.toMatchObject({ code: "not-allowed" });
    await world.db.update(services).set({ disabled: true }).where(eq(services.id, service.id));
    const ctx = await world.operator([service.id]);
    await expect(duplicateFlow(ctx, { flowId: flow.id }, noteOf)).rejects.toMatchObject({ code: "service-disabled" });
    expect(await world.db.$count(flows, eq(flows.serviceId, service.id))).toBe(1);
  });
});
