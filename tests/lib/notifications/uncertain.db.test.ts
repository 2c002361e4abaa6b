import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { createSandbox, type Sandbox } from "@/lib/appio/sandbox/sandbox";
import { countFlow } from "@/lib/flows/count";
import { keepUncertain } from "@/lib/flows/keep-uncertain";
import { retryFlow } from "@/lib/flows/retry";
import { sendFlow } from "@/lib/flows/send";
import { type Draft, parsed } from "@/lib/notifications/content";
import { decideUncertain } from "@/lib/notifications/decide";
import { setNotificationDisabled } from "@/lib/notifications/disable";
import { editNotification } from "@/lib/notifications/edit";
import { reregisterNotification } from "@/lib/notifications/reregister";
import { sendNotification } from "@/lib/notifications/send";
import { claimRow } from "@/lib/sending/claim";
import { deliverFlow } from "@/lib/sending/deliver";
import { deliverNotification } from "@/lib/sending/deliver-one";
import type { Engine } from "@/lib/sending/engine";
import { recoverClaims } from "@/lib/sending/recover";
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

const rowOf = async (id: string) => (await world.db.select().from(notifications).where(eq(notifications.id, id)))[0]!;
const flowOf = async (id: string) => (await world.db.select().from(flows).where(eq(flows.id, id)))[0]!;

/** An Invio incompleto flow: one uncertain row, decided on or not, one that can be retried, one that waits. */
async function uncertain(decided: boolean) {
  const service = await world.service();
  const flow = await world.flow(service.id, "incomplete", 3);
  const [row, failed] = flow.rows;
  const claim = decided ? { claimId: null, decidedAt: new Date() } : { claimId: crypto.randomUUID() };
  const write = (id: string, columns: Partial<typeof notifications.$inferInsert>) =>
    world.db.update(notifications).set(columns).where(eq(notifications.id, id));
  await write(row!.id, { state: "error", reason: "uncertain", postedAt: new Date(), attempts: 1, ...claim });
  await write(failed!.id, { state: "error", reason: "no-answer" });
  const ctx = { ...(await world.operator([service.id])), engine };
  return { ctx, flowId: flow.id, row: await rowOf(row!.id) };
}
type Uncertain = Awaited<ReturnType<typeof uncertain>>;

/** Sends the flow to its end. */
async function send({ flowId }: Uncertain) {
  while ((await deliverFlow(engine, { flowId, seconds: 5 })).status !== "over");
}
const draft = ({ row }: Uncertain): Draft => ({
  ...{ fiscalCode: parsed(row.fiscalCode), subject: parsed("Oggetto corretto"), body: parsed(body) },
  ...{ dueDate: parsed(null), amount: parsed(null), noticeNumber: parsed(null), payableAfterDue: parsed(true) },
});

/** Whatever a person or the engine may do to it, besides deciding: what is refused, and what leaves it alone. */
type Attempts = Record<string, (one: Uncertain) => Promise<unknown>>;
const refused: Attempts = {
  "the lens": ({ ctx, row }) => reregisterNotification(ctx, row),
  "a correction": (one) => editNotification(one.ctx, { ...one.row, draft: draft(one) }),
  "Invia Messaggio": ({ ctx, row }) => sendNotification(ctx, { id: row.id, version: row.version }),
};
const harmless: Attempts = {
  "a claim of its own": ({ row }) => claimRow(world.sql, row.id),
  "a late hint": ({ row, flowId }) => deliverNotification(engine, { id: row.id, flowId, by: "prova" }),
  "recovery of claims": () => recoverClaims(world.sql),
  Riprendi: async (one) => {
    await sendFlow(one.ctx, { flowId: one.flowId, version: (await flowOf(one.flowId)).version, count: 1 });
    await send(one);
  },
  "Ritenta le notifiche in errore": async (one) => {
    await retryFlow(one.ctx, { flowId: one.flowId, version: (await flowOf(one.flowId)).version, count: 2 });
    await send(one);
  },
  "the answer «non inviare di nuovo» for the whole flow": async ({ ctx, flowId }) => {
    const { version } = await flowOf(flowId);
    const { undecided } = await countFlow(ctx, flowId);
    await keepUncertain(ctx, { flowId, version, count: undecided });
  },
  "disabling and enabling it": async ({ ctx, row }) => {
    await setNotificationDisabled(ctx, { ...row, disabled: true });
    await setNotificationDisabled(ctx, { ...row, version: row.version + 1, disabled: false });
  },
};

describe.each([false, true])("an uncertain notification (decided on: %s)", (decided) => {
  it.each(Object.entries({ ...refused, ...harmless }))("is not sent again by %s", async (name, attempt) => {
    const one = await uncertain(decided);
    if (name in refused) await expect(attempt(one)).rejects.toHaveProperty("code");
    else await attempt(one);
    expect(await rowOf(one.row.id)).toMatchObject({
      ...{ state: "error", reason: "uncertain", attempts: 1 },
      ...{ postedAt: one.row.postedAt, subject: one.row.subject },
    });
    expect(sandbox.postsOf(one.row.fiscalCode).posts).toBe(0);
  });

  it("is sent again once by the decision to do so", async () => {
    const { ctx, row, flowId } = await uncertain(decided);
    await decideUncertain(ctx, { ...row, resend: true });
    await deliverNotification(engine, { id: row.id, flowId, by: "prova" });
    expect(await deliverNotification(engine, { id: row.id, flowId, by: "prova" })).toBe(null);
    expect(await rowOf(row.id)).toMatchObject({ state: "sent", attempts: 2, decidedAt: null });
    expect(sandbox.postsOf(row.fiscalCode).posts).toBe(1);
  });
});
