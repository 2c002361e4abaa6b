import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attempts, notifications } from "@/db/schema/notifications";
import { countFlow } from "@/lib/flows/count";
import { decideUncertain } from "@/lib/notifications/decide";
import { listNotifications } from "@/lib/notifications/list";
import { reregisterNotification } from "@/lib/notifications/reregister";
import { notificationSearch } from "@/lib/notifications/search";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A flow with one uncertain row, and somebody who may decide. */
async function uncertain() {
  const service = await world.service();
  const flow = await world.flow(service.id, "incomplete", 1);
  const ctx = await world.operator([service.id]);
  const row = flow.rows[0]!;
  const claimId = crypto.randomUUID();
  await world.db
    .update(notifications)
    .set({ state: "error", reason: "uncertain", claimId })
    .where(eq(notifications.id, row.id));
  return { ctx, flow, input: { id: row.id, version: row.version } };
}
const rowOf = async (id: string) => (await world.db.select().from(notifications).where(eq(notifications.id, id)))[0]!;

describe("decideUncertain", () => {
  it("keeps the decision not to send again, and asks no more", async () => {
    const { ctx, flow, input } = await uncertain();
    const search = notificationSearch.parse({ flowId: flow.id, undecided: "true" });
    expect([(await countFlow(ctx, flow.id)).undecided, (await listNotifications(ctx, search)).total]).toEqual([1, 1]);
    await decideUncertain(ctx, { ...input, resend: false, motive: "L'ufficio ha sentito la persona." });
    expect(await rowOf(input.id)).toMatchObject({
      state: "error",
      reason: "uncertain",
      claimId: null,
      decidedAt: ctx.now,
    });
    expect([(await countFlow(ctx, flow.id)).undecided, (await listNotifications(ctx, search)).total]).toEqual([0, 0]);
    const timeline = await world.db.select().from(attempts).where(eq(attempts.notificationId, input.id));
    expect(timeline).toMatchObject([
      { kind: "decision", outcome: "keep", by: ctx.actor.name, note: "L'ufficio ha sentito la persona." },
    ]);
  });

  it("registers anew only what somebody wants to send again", async () => {
    const { ctx, input } = await uncertain();
    await decideUncertain(ctx, { ...input, resend: true });
    expect(await rowOf(input.id)).toMatchObject({ state: "registered", reason: null, claimId: null, decidedAt: null });
  });

  it("is the only way out: the lens alone does not bring an uncertain row back", async () => {
    const { ctx, input } = await uncertain();
    await expect(reregisterNotification(ctx, input)).rejects.toMatchObject({ code: "uncertain-needs-decision" });
    await expect(decideUncertain(ctx, { ...input, version: 99, resend: true })).rejects.toMatchObject({
      code: "changed-meanwhile",
    });
  });
});
