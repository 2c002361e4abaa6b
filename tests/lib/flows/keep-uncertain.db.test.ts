import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { flows } from "@/db/schema/flows";
import { attempts, notifications } from "@/db/schema/notifications";
import { countFlow } from "@/lib/flows/count";
import { keepUncertain } from "@/lib/flows/keep-uncertain";
import { decideUncertain } from "@/lib/notifications/decide";
import { settleRows } from "@/lib/sending/settle";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let service: Awaited<ReturnType<World["service"]>>;
let ctx: Awaited<ReturnType<World["operator"]>>;
beforeAll(async () => {
  world = await createWorld();
  service = await world.service();
  ctx = await world.operator([service.id]);
});
afterAll(() => world.close());

const uncertain = { state: "error", reason: "uncertain", attempts: 1 } as const;

/** Three undecided rows, and one of each kind that the decision is not about. */
async function endedFlow() {
  const { id: flowId } = await world.flow(service.id, "incomplete");
  const fill = async (columns: Parameters<World["fill"]>[3]) => (await world.fill(flowId, service.id, 1, columns))[0]!;
  const undecided = [];
  for (let i = 0; i < 3; i++) undecided.push(await fill({ ...uncertain, claimId: crypto.randomUUID() }));
  const others = [
    await fill({ ...uncertain, claimId: crypto.randomUUID(), disabled: true }),
    await fill({ ...uncertain, decidedAt: new Date("2026-01-01"), updatedBy: "altra persona" }),
    await fill({ state: "error", reason: "no-answer" }),
    await fill({ state: "registered" }),
    await fill({ state: "sent", deliveryId: "01JD", sentAt: new Date() }),
  ];
  return { flowId, undecided, others };
}
const rowsOf = (rows: { id: string }[]) =>
  world.db
    .select()
    .from(notifications)
    .where(
      inArray(
        notifications.id,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(notifications.position);
const linesOf = (rows: { id: string }[]) =>
  world.db
    .select()
    .from(attempts)
    .where(
      inArray(
        attempts.notificationId,
        rows.map(({ id }) => id),
      ),
    );
const auditOf = (id: string) => world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));

describe("keepUncertain", () => {
  it("does with each undecided row what a person does on one, and touches no other", async () => {
    const { flowId, undecided, others } = await endedFlow();
    const before = await rowsOf(others);
    await keepUncertain(ctx, { flowId, version: 1, count: 3, motive: "Gli avvisi risultano pagati." });

    const one = await endedFlow();
    const [single] = one.undecided;
    await decideUncertain(ctx, { ...single!, resend: false, motive: "Gli avvisi risultano pagati." });
    const decision = ({
      claimId,
      decidedAt,
      version,
      updatedAt,
      updatedBy,
      state,
      reason,
    }: (typeof before)[number]) => ({
      ...{ claimId, decidedAt, version, updatedAt, updatedBy, state, reason },
    });
    const [alike] = (await rowsOf([single!])).map(decision);
    expect(alike).toMatchObject({ claimId: null, decidedAt: ctx.now, version: 2, updatedBy: ctx.actor.name });
    expect((await rowsOf(undecided)).map(decision)).toEqual([alike, alike, alike]);

    const line = ({ kind, at, by, outcome, note, claimId }: typeof attempts.$inferSelect) => ({
      ...{ kind, at, by, outcome, note, claimId },
    });
    const [written] = (await linesOf([single!])).map(line);
    expect(written).toMatchObject({ kind: "decision", outcome: "keep", note: "Gli avvisi risultano pagati." });
    expect((await linesOf(undecided)).map(line)).toEqual([written, written, written]);

    expect(await rowsOf(others)).toEqual(before);
    expect(await linesOf(others)).toEqual([]);
    expect(await auditOf(flowId)).toMatchObject([
      { verb: "flow.keep-uncertain", actor: ctx.actor.name, detail: { count: 3 } },
    ]);
    expect((await countFlow(ctx, flowId)).undecided).toBe(0);
  });

  it("writes nothing when the rows are not those that the confirmation counted", async () => {
    const { flowId, undecided } = await endedFlow();
    for (const shown of [
      { version: 1, count: 2 },
      { version: 1, count: 4 },
      { version: 2, count: 3 },
    ]) {
      await expect(keepUncertain(ctx, { flowId, ...shown })).rejects.toMatchObject({ code: "changed-meanwhile" });
    }
    expect(await rowsOf(undecided)).toEqual(undecided);
    expect([await linesOf(undecided), await auditOf(flowId)]).toEqual([[], []]);
  });

  it("decides once when pressed twice", async () => {
    const { flowId, undecided } = await endedFlow();
    const shown = { flowId, version: 1, count: 3 };
    const ends = await Promise.allSettled([keepUncertain(ctx, shown), keepUncertain(ctx, shown)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await linesOf(undecided)).toHaveLength(3);
  });

  it("is final for an answer that comes later", async () => {
    const { flowId, undecided } = await endedFlow();
    await keepUncertain(ctx, { flowId, version: 1, count: 3 });
    const [row] = undecided;
    const line = { kind: "send" as const, outcome: "accepted" as const, title: "201", httpStatus: 201, durationMs: 9 };
    const late = { id: row!.id, claimId: row!.claimId!, state: "sent" as const, reason: null, deliveryId: "01JE" };
    await settleRows(world.sql, "prova", [{ ...late, attempt: line }]);
    expect((await rowsOf([row!]))[0]).toMatchObject({ ...uncertain, deliveryId: null, decidedAt: ctx.now });
  });

  it.each(["inactive", "active", "sending", "sent"] as const)("is refused on a flow in state %s", async (state) => {
    const { flowId, undecided } = await endedFlow();
    await world.db.update(flows).set({ state }).where(eq(flows.id, flowId));
    await expect(keepUncertain(ctx, { flowId, version: 1, count: 3 })).rejects.toMatchObject({ code: "flow-state" });
    expect(await rowsOf(undecided)).toEqual(undecided);
  });
});
