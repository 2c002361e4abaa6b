import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flows } from "@/db/schema/flows";
import { notices } from "@/db/schema/notices";
import { operators } from "@/db/schema/operators";
import { organizations } from "@/db/schema/organizations";
import { approveFlow } from "@/lib/flows/approve";
import { refuseApproval } from "@/lib/flows/refuse-approval";
import { requestApproval } from "@/lib/flows/request-approval";
import { collectNotices } from "@/lib/notices/collect";
import { countNewNotices, listNotices } from "@/lib/notices/list";
import { seeNotices } from "@/lib/notices/seen";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const HOUR = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms);
const kindsOf = async (flowId: string) =>
  (await world.db.select().from(notices).where(eq(notices.flowId, flowId)).orderBy(notices.id)).map(({ kind }) => kind);

async function flowWith(columns: Partial<typeof flows.$inferInsert>) {
  const service = await world.service();
  const flow = await world.flow(service.id, columns.state ?? "inactive", 2);
  await world.db
    .update(flows)
    .set({ note: "", ...columns })
    .where(eq(flows.id, flow.id));
  return { service, flowId: flow.id };
}

describe("what is told of a flow", () => {
  it.each([
    ["its end", { sendEndedAt: ago(HOUR) }, ["flow-ended"]],
    [
      "a fault that stopped it",
      { sendEndedAt: ago(HOUR), stoppedAt: ago(HOUR), stopReason: "key-refused" },
      ["flow-stopped"],
    ],
    ["nothing when a person stopped it", { sendEndedAt: ago(HOUR), stoppedAt: ago(HOUR), stopReason: "operator" }, []],
    ["a departure that was missed", { scheduledAt: ago(2 * HOUR), scheduleFault: "late" }, ["schedule-missed"]],
    ["nothing while it may still leave", { scheduledAt: ago(HOUR / 2), scheduleFault: "approval-missing" }, []],
    ["nothing of what is old", { sendEndedAt: ago(8 * 24 * HOUR) }, []],
    ["nothing of a flow in preparation", {}, []],
  ] as const)("%s", async (_, columns, kinds) => {
    const { flowId } = await flowWith(columns);
    await collectNotices(world.db);
    await collectNotices(world.db);
    expect(await kindsOf(flowId)).toEqual(kinds);
  });

  it("is told again when it happens again", async () => {
    const { flowId } = await flowWith({ sendEndedAt: ago(HOUR) });
    await collectNotices(world.db, flowId);
    await world.db
      .update(flows)
      .set({ sendEndedAt: ago(HOUR / 2) })
      .where(eq(flows.id, flowId));
    await collectNotices(world.db, flowId);
    expect(await kindsOf(flowId)).toEqual(["flow-ended", "flow-ended"]);
  });
});

describe("an operator", () => {
  async function asked() {
    const { service, flowId } = await flowWith({});
    await world.db
      .update(organizations)
      .set({ approvalThreshold: 1 })
      .where(eq(organizations.id, service.organizationId));
    const author = await world.operator([service.id]);
    const approver = await world.operator([service.id], ["approve"]);
    await requestApproval(author, { flowId, version: 1, count: 2 });
    return { service, flowId, author, approver };
  }
  const told = async (ctx: Awaited<ReturnType<World["operator"]>>) => (await listNotices(ctx)).map(({ kind }) => kind);

  it("is asked only where an approval is that operator's to give, and told of the answer", async () => {
    const { service, flowId, author, approver } = await asked();
    const reader = await world.operator([service.id], []);
    const stranger = await world.operator([(await world.service()).id]);
    expect([await told(author), await told(reader), await told(stranger)]).toEqual([[], [], []]);
    expect(await told(approver)).toEqual(["approval-requested"]);
    await approveFlow(approver, { flowId, version: 2, count: 2 });
    expect(await told(author)).toEqual(["approval-given"]);
    expect(await told(stranger)).toEqual([]);
  });

  it("is told of a refusal", async () => {
    const { flowId, author, approver } = await asked();
    await refuseApproval(approver, { flowId, version: 2, motive: "no" });
    expect(await told(author)).toEqual(["approval-refused"]);
  });

  it("finds as new what came since the last look, and never goes back", async () => {
    const { approver } = await asked();
    expect(await countNewNotices(approver)).toBe(1);
    const [notice] = await listNotices(approver);
    expect(notice!.fresh).toBe(true);
    await seeNotices(approver, notice!.id);
    await seeNotices(approver, 1);
    expect(await countNewNotices(approver)).toBe(0);
    expect((await listNotices(approver))[0]!.fresh).toBe(false);
    const [row] = await world.db.select().from(operators).where(eq(operators.id, approver.actor.id));
    expect(row!.noticesSeen).toBe(notice!.id);
  });
});
