import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flowWords, notificationWords } from "@/app/italian/export";
import { organizations } from "@/db/schema/organizations";
import type { Context } from "@/lib/context";
import { activateFlow } from "@/lib/flows/activate";
import { cancelledSchedule } from "@/lib/flows/cancelled-schedule";
import { createFlow } from "@/lib/flows/create";
import { deactivateFlow } from "@/lib/flows/deactivate";
import { setFlowDisabled } from "@/lib/flows/disable";
import { editFlow } from "@/lib/flows/edit";
import { exportFlows } from "@/lib/flows/export";
import { findFlow } from "@/lib/flows/find";
import { keepUncertain } from "@/lib/flows/keep-uncertain";
import { listFlows } from "@/lib/flows/list";
import { flowProgress } from "@/lib/flows/progress";
import { requestReachability } from "@/lib/flows/reach";
import { flowReachability } from "@/lib/flows/reachability";
import { retryFlow, retrySummary } from "@/lib/flows/retry";
import { scheduleFlow } from "@/lib/flows/schedule";
import { flowSearch } from "@/lib/flows/search";
import { sendFlow } from "@/lib/flows/send";
import { sendSummary } from "@/lib/flows/send-summary";
import { stopFlow } from "@/lib/flows/stop";
import { stopReachability } from "@/lib/flows/stop-reach";
import { stopVerify } from "@/lib/flows/stop-verify";
import { flowsToFollow } from "@/lib/flows/to-follow";
import { unscheduleFlow } from "@/lib/flows/unschedule";
import { verifyFlow } from "@/lib/flows/verify";
import { draftOf } from "@/lib/notifications/content";
import { createNotification } from "@/lib/notifications/create";
import { decideUncertain } from "@/lib/notifications/decide";
import { setNotificationDisabled } from "@/lib/notifications/disable";
import { editNotification } from "@/lib/notifications/edit";
import { exportNotifications } from "@/lib/notifications/export";
import { findNotification } from "@/lib/notifications/find";
import { importWorkbook } from "@/lib/notifications/import";
import { listNotifications } from "@/lib/notifications/list";
import { reregisterNotification } from "@/lib/notifications/reregister";
import { notificationSearch } from "@/lib/notifications/search";
import { sendNotification } from "@/lib/notifications/send";
import { verifyNotification } from "@/lib/notifications/verify";
import { Refusal } from "@/lib/refusal";
import type { Engine } from "@/lib/sending/engine";
import { listBudgets } from "@/lib/services/budgets";
import { listServices } from "@/lib/services/list";
import { body, createWorld, type World } from "@/tests/support/world";

/** What each verb is tried on: a flow of the service and one of its notifications, in a state where the verb may act. */
type Target = { serviceId: string; flowId: string; id: string };
type Ctx = Context & { engine: Engine };

const version = 1;
const draft = draftOf({
  fiscalCode: "",
  subject: "Oggetto",
  body,
  dueDate: null,
  amount: null,
  noticeNumber: null,
  payableAfterDue: true,
});
const form = (target: Target) => ({ serviceId: target.serviceId, note: "", context: "", key: "" });

/** Every verb that touches data of a service. A new file in lib/flows or lib/notifications without a case fails below. */
const verbs: Record<string, (ctx: Ctx, target: Target) => Promise<unknown>> = {
  "flows/activate": (ctx, { flowId }) => activateFlow(ctx, { flowId, version }),
  "flows/cancelled-schedule": (ctx, { flowId }) => cancelledSchedule(ctx, flowId),
  "flows/create": (ctx, target) => createFlow(ctx, form(target)),
  "flows/deactivate": (ctx, { flowId }) => deactivateFlow(ctx, { flowId, version }),
  "flows/disable": (ctx, { flowId }) => setFlowDisabled(ctx, { flowId, version, disabled: true }),
  "flows/edit": (ctx, target) => editFlow(ctx, { ...form(target), flowId: target.flowId, version }),
  "flows/find": (ctx, { flowId }) => findFlow(ctx, flowId),
  "flows/keep-uncertain": (ctx, { flowId }) => keepUncertain(ctx, { flowId, version, count: 1 }),
  "flows/progress": (ctx, { flowId }) => flowProgress(ctx, flowId),
  "flows/reach": (ctx, { flowId }) => requestReachability(ctx, { flowId }),
  "flows/reachability": (ctx, { flowId }) => flowReachability(ctx, flowId),
  "flows/retry": (ctx, { flowId }) => retryFlow(ctx, { flowId, version, count: 1 }),
  "flows/retry-summary": (ctx, { flowId }) => retrySummary(ctx, flowId),
  "flows/schedule": (ctx, { flowId }) =>
    scheduleFlow(ctx, { flowId, version, count: 1, at: new Date(Date.now() + 60_000) }),
  "flows/send": (ctx, { flowId }) => sendFlow(ctx, { flowId, version, count: 1 }),
  "flows/send-summary": (ctx, { flowId }) => sendSummary(ctx, flowId),
  "flows/stop": (ctx, { flowId }) => stopFlow(ctx, { flowId }),
  "flows/stop-reach": (ctx, { flowId }) => stopReachability(ctx, { flowId }),
  "flows/stop-verify": (ctx, { flowId }) => stopVerify(ctx, { flowId }),
  "flows/unschedule": (ctx, { flowId }) => unscheduleFlow(ctx, { flowId, version }),
  "flows/verify": (ctx, { flowId }) => verifyFlow(ctx, { flowId }),
  "notifications/create": (ctx, { serviceId }) => createNotification(ctx, { id: randomUUID(), serviceId, draft }),
  "notifications/decide": (ctx, { id }) => decideUncertain(ctx, { id, version, resend: true }),
  "notifications/disable": (ctx, { id }) => setNotificationDisabled(ctx, { id, version, disabled: true }),
  "notifications/edit": (ctx, { id }) => editNotification(ctx, { id, version, draft }),
  "notifications/find": (ctx, { id }) => findNotification(ctx, id),
  "notifications/import": (ctx, { flowId }) =>
    importWorkbook(ctx, { flowId, fileName: "", file: "/nowhere", sha256: "", mode: "all-or-nothing" }),
  "notifications/reregister": (ctx, { id }) => reregisterNotification(ctx, { id, version }),
  "notifications/send": (ctx, { id }) => sendNotification(ctx, { id }),
  "notifications/verify": (ctx, { id }) => verifyNotification(ctx, { id }),
};

/** Rows of a workbook under its headings. */
async function rowsOf(workbook: Readable): Promise<number> {
  const { xlsx } = new ExcelJS.Workbook();
  const { worksheets } = await xlsx.read(workbook);
  return (worksheets[0]?.rowCount ?? 0) - 1;
}

/** Lists answer with nothing instead of refusing. */
const lists: Record<string, (ctx: Ctx, target: Target) => Promise<number>> = {
  "flows/list": async (ctx, { flowId }) => (await listFlows(ctx, flowSearch.parse({ uuid: flowId }))).total,
  "flows/export": async (ctx, { flowId }) =>
    rowsOf(await exportFlows(ctx, flowSearch.parse({ uuid: flowId }), flowWords)),
  "notifications/export": async (ctx, { id }) =>
    rowsOf(await exportNotifications(ctx, notificationSearch.parse({ uuid: id }), notificationWords)),
  "notifications/list": async (ctx, { id }) =>
    (await listNotifications(ctx, notificationSearch.parse({ uuid: id }))).total,
  "flows/to-follow": async (ctx) => (await flowsToFollow(ctx)).filter(({ id }) => id === stopped).length,
  "services/budgets": async (ctx) => (await listBudgets(ctx)).filter(({ id }) => id === budgetId).length,
  "services/list": async (ctx, { serviceId }) => (await listServices(ctx)).filter(({ id }) => id === serviceId).length,
};

/** Files that are no verbs: tables, schemas, jobs of the engine, parts of verbs that get what the verb already looked up. */
const parts = /\/(state|form|lock|search|settle|due|pace|count|reopen|content|typed|duplicates)$/;

let world: World;
let engine: Engine;
let target: Target;
/** Of the same service: a flow that was stopped. */
let stopped: string;
let budgetId: string;
let other: Ctx;
let reader: Ctx;
let own: Ctx;

beforeAll(async () => {
  world = await createWorld();
  engine = world.engineOn("http://127.0.0.1:9");
  const [mine, theirs] = [await world.service(), await world.service()];
  const flow = await world.flow(mine.id, "inactive", 1);
  target = { serviceId: mine.id, flowId: flow.id, id: flow.rows[0]!.id };
  stopped = (await world.flow(mine.id, "incomplete", 1)).id;
  const ente = await world.db.query.organizations.findFirst({ where: eq(organizations.id, mine.organizationId) });
  budgetId = ente!.budgetId;
  other = { ...(await world.operator([theirs.id])), engine };
  reader = { ...(await world.operator([mine.id], [])), engine };
  own = { ...(await world.operator([mine.id])), engine };
});
afterAll(async () => {
  await engine.appio.close();
  await world.close();
});

const refusalOf = async (run: Promise<unknown>) =>
  run.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  );

describe("authorization", () => {
  it.each(Object.keys(verbs))("%s finds nothing of another service", async (name) => {
    expect(await refusalOf(verbs[name]!(other, target))).toBe("not-found");
  });

  it.each(Object.keys(verbs))("%s answers the same for what does not exist", async (name) => {
    const nothing = { serviceId: randomUUID(), flowId: randomUUID(), id: randomUUID() };
    expect(await refusalOf(verbs[name]!(own, nothing))).toBe("not-found");
  });

  const reading = /\/(find|progress|cancelled-schedule|reachability|send-summary|retry-summary)$/;
  it.each(Object.keys(verbs).filter((name) => !reading.test(name) && name !== "notifications/verify"))(
    "%s is refused to who may only look",
    async (name) => {
      expect(await refusalOf(verbs[name]!(reader, target))).toMatch(/^not-(allowed|found)$/);
    },
  );

  it.each(Object.keys(verbs).filter((name) => reading.test(name)))(
    "%s is open to who sees the service",
    async (name) => {
      expect(await refusalOf(verbs[name]!(reader, target))).toBe("done");
    },
  );

  it.each(Object.keys(lists))("%s is empty for another service", async (name) => {
    expect(await lists[name]!(other, target)).toBe(0);
    expect(await lists[name]!(own, target)).toBe(1);
  });

  it("has a case for every verb", () => {
    const tried = new Set([...Object.keys(verbs), ...Object.keys(lists)]);
    const untried = ["flows", "notifications", "services"]
      .flatMap((noun) => readdirSync(`lib/${noun}`).map((file) => `${noun}/${file.replace(/\.ts$/, "")}`))
      .filter((name) => !parts.test(name) && !tried.has(name))
      .filter((name) => /\bctx: /.test(readFileSync(`lib/${name}.ts`, "utf8")));
    expect(untried).toEqual([]);
  });
});
