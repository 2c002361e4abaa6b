import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duplicateWords } from "@/app/italian/duplicates";
import { flowWords, notificationWords } from "@/app/italian/export";
import { applicationKeys } from "@/db/schema/applications";
import { flows } from "@/db/schema/flows";
import { templates } from "@/db/schema/models";
import { organizations } from "@/db/schema/organizations";
import { uploads } from "@/db/schema/uploads";
import { addKey } from "@/lib/applications/add-key";
import { authenticateApplication } from "@/lib/applications/authenticate";
import { createApplication } from "@/lib/applications/create";
import { setApplicationDisabled } from "@/lib/applications/disable";
import { editApplication } from "@/lib/applications/edit";
import { findApplication } from "@/lib/applications/find";
import { listApplications } from "@/lib/applications/list";
import { revokeKey } from "@/lib/applications/revoke-key";
import { listRegister } from "@/lib/audit/list";
import type { Context, Operator } from "@/lib/context";
import { activateFlow } from "@/lib/flows/activate";
import { flowApproval } from "@/lib/flows/approval";
import { approveFlow } from "@/lib/flows/approve";
import { cancelledSchedule } from "@/lib/flows/cancelled-schedule";
import { clearFlow } from "@/lib/flows/clear";
import { createFlow } from "@/lib/flows/create";
import { deactivateFlow } from "@/lib/flows/deactivate";
import { setFlowDisabled } from "@/lib/flows/disable";
import { duplicateFlow } from "@/lib/flows/duplicate";
import { exportDuplicates, flowDuplicates, listDuplicates } from "@/lib/flows/duplicates";
import { editFlow } from "@/lib/flows/edit";
import { exportFlows } from "@/lib/flows/export";
import { platformFaults } from "@/lib/flows/faults";
import { findFlow } from "@/lib/flows/find";
import { firstSteps } from "@/lib/flows/first-steps";
import { keepUncertain } from "@/lib/flows/keep-uncertain";
import { listFlows } from "@/lib/flows/list";
import { previewRow } from "@/lib/flows/preview";
import { flowProgress } from "@/lib/flows/progress";
import { requestReachability } from "@/lib/flows/reach";
import { flowReachability } from "@/lib/flows/reachability";
import { refuseApproval } from "@/lib/flows/refuse-approval";
import { requestApproval } from "@/lib/flows/request-approval";
import { retryFlow, retrySummary } from "@/lib/flows/retry";
import { scheduleFlow } from "@/lib/flows/schedule";
import { flowSearch } from "@/lib/flows/search";
import { sendFlow } from "@/lib/flows/send";
import { sendSummary } from "@/lib/flows/send-summary";
import { stopFlow } from "@/lib/flows/stop";
import { stopReachability } from "@/lib/flows/stop-reach";
import { stopVerify } from "@/lib/flows/stop-verify";
import { flowText, setFlowText } from "@/lib/flows/text";
import { flowsToApprove } from "@/lib/flows/to-approve";
import { flowsToFollow } from "@/lib/flows/to-follow";
import { sendTrial } from "@/lib/flows/trial";
import { flowTrials } from "@/lib/flows/trials";
import { unscheduleFlow } from "@/lib/flows/unschedule";
import { verifyFlow } from "@/lib/flows/verify";
import { withdrawApproval } from "@/lib/flows/withdraw-approval";
import { createModel } from "@/lib/models/create";
import { setModelDisabled } from "@/lib/models/disable";
import { editModel } from "@/lib/models/edit";
import { findModel } from "@/lib/models/find";
import { listModels } from "@/lib/models/list";
import { modelUsage } from "@/lib/models/usage";
import { collectNotices } from "@/lib/notices/collect";
import { listNotices } from "@/lib/notices/list";
import { draftOf } from "@/lib/notifications/content";
import { createNotification } from "@/lib/notifications/create";
import { decideUncertain } from "@/lib/notifications/decide";
import { setNotificationDisabled } from "@/lib/notifications/disable";
import { editNotification } from "@/lib/notifications/edit";
import { exportNotifications } from "@/lib/notifications/export";
import { findNotification } from "@/lib/notifications/find";
import { importWorkbook } from "@/lib/notifications/import";
import { listNotifications } from "@/lib/notifications/list";
import { recentOutcomes } from "@/lib/notifications/outcomes";
import { reregisterNotification } from "@/lib/notifications/reregister";
import { notificationSearch } from "@/lib/notifications/search";
import { sendNotification } from "@/lib/notifications/send";
import { countUndecided } from "@/lib/notifications/undecided";
import { verifyNotification } from "@/lib/notifications/verify";
import { changePassword } from "@/lib/operators/change-password";
import { createOperator } from "@/lib/operators/create";
import { setOperatorDisabled } from "@/lib/operators/disable";
import { editOperator } from "@/lib/operators/edit";
import { editProfile } from "@/lib/operators/edit-profile";
import { endSessions } from "@/lib/operators/end-sessions";
import { findOperator } from "@/lib/operators/find";
import { listOperators } from "@/lib/operators/list";
import { ownProfile } from "@/lib/operators/profile";
import { resetPassword } from "@/lib/operators/reset-password";
import { operatorSearch } from "@/lib/operators/search";
import { stillAdministers } from "@/lib/operators/still-administers";
import { createOrganization } from "@/lib/organizations/create";
import { editOrganization } from "@/lib/organizations/edit";
import { findOrganization } from "@/lib/organizations/find";
import { listOrganizations } from "@/lib/organizations/list";
import { Refusal } from "@/lib/refusal";
import { createRole } from "@/lib/roles/create";
import { deleteRole } from "@/lib/roles/delete";
import { editRole } from "@/lib/roles/edit";
import { findRole } from "@/lib/roles/find";
import { listRoles } from "@/lib/roles/list";
import type { Engine } from "@/lib/sending/engine";
import { listBudgets } from "@/lib/services/budgets";
import { checkConnection } from "@/lib/services/check";
import { createService } from "@/lib/services/create";
import { setServiceDisabled } from "@/lib/services/disable";
import { editService } from "@/lib/services/edit";
import { findService } from "@/lib/services/find";
import { listServices } from "@/lib/services/list";
import { listAllServices } from "@/lib/services/list-all";
import { cancelFlow, cancelNotification } from "@/lib/submissions/cancel";
import { closeFlow } from "@/lib/submissions/close";
import { findSubmitted, findSubmittedFlow, listSubmitted } from "@/lib/submissions/find";
import { submitFlow } from "@/lib/submissions/flow";
import { submitNotification } from "@/lib/submissions/notification";
import type { ByApplication } from "@/lib/submissions/pair";
import { addRows } from "@/lib/submissions/rows";
import { boundService } from "@/lib/submissions/service";
import { uploadErrors } from "@/lib/uploads/errors";
import { findUpload } from "@/lib/uploads/find";
import { listUploads } from "@/lib/uploads/list";
import { mayImport } from "@/lib/uploads/may-import";
import { receiveUpload } from "@/lib/uploads/receive";
import { rerunUpload } from "@/lib/uploads/rerun";
import { body, createWorld, type World } from "@/tests/support/world";

/** What each verb is tried on: a flow of the service, one of its notifications and a file sent for it, a model of its service, in a state where the verb may act. */
type Target = { serviceId: string; flowId: string; id: string; uploadId: string; modelId: string };
type Ctx = Context & { actor: Operator; engine: Engine };

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
const template = { subject: "Oggetto di prova", body, placeholders: [] };
const form = (target: Target) => ({ serviceId: target.serviceId, note: "", context: "", key: "" });

/** Every verb that touches data of a service. A new file in lib/flows or lib/notifications without a case fails below. */
const verbs: Record<string, (ctx: Ctx, target: Target) => Promise<unknown>> = {
  "flows/activate": (ctx, { flowId }) => activateFlow(ctx, { flowId, version }),
  "flows/approval": (ctx, { flowId }) => flowApproval(ctx, flowId, 1),
  "flows/approve": (ctx, { flowId }) => approveFlow(ctx, { flowId, version, count: 1 }),
  "flows/cancelled-schedule": (ctx, { flowId }) => cancelledSchedule(ctx, flowId),
  "flows/create": (ctx, target) => createFlow(ctx, form(target)),
  "flows/clear": (ctx, { flowId }) => clearFlow(ctx, { flowId, version }),
  "flows/deactivate": (ctx, { flowId }) => deactivateFlow(ctx, { flowId, version }),
  "flows/disable": (ctx, { flowId }) => setFlowDisabled(ctx, { flowId, version, disabled: true }),
  "flows/duplicate": (ctx, { flowId }) => duplicateFlow(ctx, { flowId }, () => ""),
  "flows/duplicates": (ctx, { flowId }) => flowDuplicates(ctx, flowId),
  "flows/duplicates-list": (ctx, { flowId }) => listDuplicates(ctx, { flowId, kind: "notice", page: 1, size: 20 }),
  "flows/duplicates-export": (ctx, { flowId }) => exportDuplicates(ctx, { flowId, kind: "notice" }, duplicateWords),
  "flows/edit": (ctx, target) => editFlow(ctx, { ...form(target), flowId: target.flowId, version }),
  "flows/find": (ctx, { flowId }) => findFlow(ctx, flowId),
  "flows/keep-uncertain": (ctx, { flowId }) => keepUncertain(ctx, { flowId, version, count: 1 }),
  "flows/preview": (ctx, { flowId }) => previewRow(ctx, flowId, { number: 1 }),
  "flows/progress": (ctx, { flowId }) => flowProgress(ctx, flowId),
  "flows/reach": (ctx, { flowId }) => requestReachability(ctx, { flowId }),
  "flows/reachability": (ctx, { flowId }) => flowReachability(ctx, flowId),
  "flows/refuse-approval": (ctx, { flowId }) => refuseApproval(ctx, { flowId, version, motive: "no" }),
  "flows/request-approval": (ctx, { flowId }) => requestApproval(ctx, { flowId, version, count: 1 }),
  "flows/retry": (ctx, { flowId }) => retryFlow(ctx, { flowId, version, count: 1 }),
  "flows/retry-summary": (ctx, { flowId }) => retrySummary(ctx, flowId),
  "flows/schedule": (ctx, { flowId }) =>
    scheduleFlow(ctx, { flowId, version, count: 1, at: new Date(Date.now() + 60_000) }),
  "flows/send": (ctx, { flowId }) => sendFlow(ctx, { flowId, version, count: 1 }),
  "flows/send-summary": (ctx, { flowId }) => sendSummary(ctx, flowId),
  "flows/text": (ctx, { flowId }) => setFlowText(ctx, { flowId, version, text: { source: "rows" } }),
  "flows/stop": (ctx, { flowId }) => stopFlow(ctx, { flowId }),
  "flows/stop-reach": (ctx, { flowId }) => stopReachability(ctx, { flowId }),
  "flows/stop-verify": (ctx, { flowId }) => stopVerify(ctx, { flowId }),
  "flows/trial": (ctx, { flowId, id }) =>
    sendTrial(ctx, { flowId, formId: randomUUID(), rowId: id, fiscalCodes: ["AAAAAA00A00A000A"] }),
  "flows/trials": (ctx, { flowId }) => flowTrials(ctx, flowId),
  "flows/unschedule": (ctx, { flowId }) => unscheduleFlow(ctx, { flowId, version }),
  "flows/verify": (ctx, { flowId }) => verifyFlow(ctx, { flowId }),
  "flows/withdraw-approval": (ctx, { flowId }) => withdrawApproval(ctx, { flowId, version }),
  "models/create": (ctx, { serviceId }) => createModel(ctx, { serviceId, name: "Nuovo", template }),
  "models/disable": (ctx, { modelId }) => setModelDisabled(ctx, { modelId, version, disabled: true }),
  "models/edit": (ctx, { modelId }) => editModel(ctx, { modelId, version, name: "Altro", template }),
  "models/find": (ctx, { modelId }) => findModel(ctx, modelId),
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
  "uploads/errors": (ctx, { uploadId }) => uploadErrors(ctx, uploadId, () => ""),
  "uploads/find": (ctx, { uploadId }) => findUpload(ctx, uploadId),
  "uploads/may-import": (ctx, { flowId }) => mayImport(ctx, { flowId, replace: false }),
  "uploads/receive": (ctx, { flowId }) =>
    receiveUpload(ctx, { flowId, fileName: "", mode: "all-or-nothing", replace: false, body: null }),
  "uploads/rerun": (ctx, { uploadId }) => rerunUpload(ctx, { uploadId, mode: "valid-only", replace: false }),
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
  "flows/faults": async (ctx, { serviceId }) =>
    (await platformFaults(ctx)).stops.filter((stop) => stop.serviceId === serviceId).length,
  "flows/first-steps": async (ctx) => Number((await firstSteps(ctx)).flow),
  "notifications/outcomes": async (ctx, { serviceId }) =>
    (await recentOutcomes(ctx)).counts.filter((count) => count.serviceId === serviceId).length,
  "notifications/undecided": (ctx) => countUndecided(ctx),
  "flows/to-approve": async (ctx) => (await flowsToApprove(ctx)).filter(({ id }) => id === awaited).length,
  "notices/list": async (ctx) => (await listNotices(ctx)).filter(({ flowId }) => flowId === awaited).length,
  "services/budgets": async (ctx) => (await listBudgets(ctx)).filter(({ id }) => id === budgetId).length,
  "models/list": async (ctx, { serviceId }) => (await listModels(ctx, { serviceId })).length,
  "models/usage": async (ctx, { modelId }) => (await modelUsage(ctx, modelId)).length,
  "flows/text-found": async (ctx, { flowId }) => Number((await flowText(ctx, flowId)) !== null),
  "uploads/list": async (ctx, { flowId }) => (await listUploads(ctx, flowId)).length,
  "services/list": async (ctx, { serviceId }) => (await listServices(ctx)).filter(({ id }) => id === serviceId).length,
};

const person = { name: "Nome", email: null, roleIds: [] };
const role = { name: "Ruolo", permissions: [], serviceIds: [] };
const password = "una frase abbastanza lunga";

const service = {
  ...{ code: "NUOVO", name: "Servizio", appioServiceId: "01", subscriptionKey: "chiave", testFiscalCodes: [] },
  ...{ testing: true, maxPaymentAmount: 0, requireSecureChannels: false },
};
const ente = {
  ...{ name: "Ente", fiscalCode: "00000040006", sharedWith: "", callLimit: 150, callShare: 80 },
  ...{ reachabilityHours: 24, approvalThreshold: null, sendingHours: null },
};
const application = { name: "Protocollo", serviceIds: [], maySend: false, addresses: [], rateLimit: 600 };
const never = new Date(0);

type Ids = {
  applicationId: string;
  keyId: string;
  operatorId: string;
  roleId: string;
  serviceId: string;
  organizationId: string;
};

/** Verbs of what belongs to no service, on an operator, a role, a service or an ente that is there: for whoever does not administer it is not. */
const administered: Record<string, (ctx: Ctx, ids: Ids) => Promise<unknown>> = {
  "applications/add-key": (ctx, { applicationId }) => addKey(ctx, { applicationId }),
  "applications/create": (ctx) => createApplication(ctx, application),
  "applications/disable": (ctx, { applicationId }) => setApplicationDisabled(ctx, { applicationId, disabled: true }),
  "applications/edit": (ctx, { applicationId }) => editApplication(ctx, { ...application, applicationId, version }),
  "applications/find": (ctx, { applicationId }) => findApplication(ctx, applicationId),
  "applications/list": (ctx) => listApplications(ctx),
  "applications/revoke-key": (ctx, { keyId }) => revokeKey(ctx, { keyId }),
  "audit/list": (ctx) => listRegister(ctx, {}),
  "organizations/create": (ctx) => createOrganization(ctx, ente),
  "organizations/edit": (ctx, { organizationId }) => editOrganization(ctx, { ...ente, organizationId, version: never }),
  "organizations/find": (ctx, { organizationId }) => findOrganization(ctx, organizationId),
  "organizations/list": (ctx) => listOrganizations(ctx),
  "services/check": (ctx, { serviceId }) => checkConnection(ctx, { serviceId }),
  "services/create": (ctx, { organizationId }) => createService(ctx, { ...service, organizationId }),
  "services/disable": (ctx, { serviceId }) => setServiceDisabled(ctx, { serviceId, disabled: true }),
  "services/edit": (ctx, { organizationId, serviceId }) =>
    editService(ctx, { ...service, organizationId, serviceId, version: never }),
  "services/find": (ctx, { serviceId }) => findService(ctx, serviceId),
  "services/list-all": (ctx) => listAllServices(ctx),
  "operators/create": (ctx) => createOperator(ctx, { ...person, username: "nuovo", password }),
  "operators/disable": (ctx, { operatorId }) => setOperatorDisabled(ctx, { operatorId, version, disabled: true }),
  "operators/edit": (ctx, { operatorId }) => editOperator(ctx, { ...person, operatorId, version }),
  "operators/end-sessions": (ctx, { operatorId }) => endSessions(ctx, { operatorId }),
  "operators/find": (ctx, { operatorId }) => findOperator(ctx, operatorId),
  "operators/list": (ctx) => listOperators(ctx, operatorSearch.parse({})),
  "operators/reset-password": (ctx, { operatorId }) => resetPassword(ctx, { operatorId, version, password }),
  "roles/create": (ctx) => createRole(ctx, role),
  "roles/delete": (ctx, { roleId }) => deleteRole(ctx, { roleId, version }),
  "roles/edit": (ctx, { roleId }) => editRole(ctx, { ...role, roleId, version }),
  "roles/find": (ctx, { roleId }) => findRole(ctx, roleId),
  "roles/list": (ctx) => listRoles(ctx),
};

/** Verbs that have no other object than whoever does them. */
const onOneself: Record<string, (ctx: Ctx) => Promise<unknown>> = {
  "operators/change-password": (ctx) => changePassword(ctx, { currentPassword: "-", password, keepSession: null }),
  "operators/edit-profile": (ctx) => editProfile(ctx, { email: "nuova@ente.example" }),
  "operators/profile": (ctx) => ownProfile(ctx),
  "operators/still-administers": (ctx) => stillAdministers(ctx),
};

/** Verbs on what an application submitted: what a person made, or another application, is not there. */
const submitted: Record<string, (ctx: ByApplication, target: Target) => Promise<unknown>> = {
  "submissions/cancel": (ctx, { id }) => cancelNotification(ctx, id),
  "submissions/cancel-flow": (ctx, { flowId }) => cancelFlow(ctx, flowId),
  "submissions/close": (ctx, { flowId }) => closeFlow(ctx, { flowId, send: true }),
  "submissions/find": (ctx, { id }) => findSubmitted(ctx, id),
  "submissions/find-flow": (ctx, { flowId }) => findSubmittedFlow(ctx, flowId),
  "submissions/rows": (ctx, { flowId }) => addRows(ctx, { flowId, rows: [{ ...submission, key: "riga" }] }),
};

const submission = {
  ...{ fiscal_code: "", subject: "Oggetto", body, payable_after_due: true, context: "prova", key: "prova" },
  ...{ send: false, note: "" },
};
const submitting: Record<string, (ctx: ByApplication, service: string) => Promise<unknown>> = {
  "submissions/flow": (ctx, service) => submitFlow(ctx, { ...submission, service }),
  "submissions/notification": (ctx, service) => submitNotification(ctx, { ...submission, service }),
  "submissions/service": (ctx, service) => boundService(ctx, service),
};

async function applicationOf(serviceId: string): Promise<ByApplication> {
  const { id } = await createApplication(own, { ...application, name: randomUUID(), serviceIds: [serviceId] });
  const { key } = await addKey(own, { applicationId: id });
  const known = await authenticateApplication(world.db, { key, address: null });
  return { ...own, actor: known!.application };
}

const codeOf = async (serviceId: string) =>
  (await world.db.query.services.findFirst({ where: (t, { eq: is }) => is(t.id, serviceId) }))!.code;

/** Files that are no verbs: tables, schemas, jobs of the engine, parts of verbs that get what the verb already looked up. */
const parts =
  /\/(page|state|form|lock|search|settle|template|value|merge|escape|due|pace|count|reopen|content|typed|duplicates|repeated|access|administrators|hours|lock-approval|correct-rows|record|pair|own|contract)$/;

let world: World;
let engine: Engine;
let target: Target;
/** Of the same service: a flow that a fault stopped, with an uncertain notification. */
let stopped: string;
/** Of the same service: a flow that waits for an approval. */
let awaited: string;
let budgetId: string;
let other: Ctx;
let reader: Ctx;
let own: Ctx;
/** May do everything with the service, and not administer. */
let clerk: Ctx;
let ids: Ids;

beforeAll(async () => {
  world = await createWorld();
  engine = world.engineOn("http://127.0.0.1:9");
  const [mine, theirs] = [await world.service(), await world.service()];
  const flow = await world.flow(mine.id, "inactive", 1);
  const sent = { flowId: flow.id, fileName: "elenco.xlsx", sha256: "", bytes: 0, state: "failed" as const };
  own = { ...(await world.operator([mine.id])), engine };
  const by = { operatorId: own.actor.id, createdBy: own.actor.name };
  const [upload] = await world.db
    .insert(uploads)
    .values({ ...sent, ...by })
    .returning();
  target = { serviceId: mine.id, flowId: flow.id, id: flow.rows[0]!.id, uploadId: upload!.id, modelId: "" };
  const model = await createModel(own, { serviceId: mine.id, name: "Modello", template });
  target.modelId = model.id;
  const [text] = await world.db.select().from(templates).where(eq(templates.modelId, model.id));
  await world.db.update(flows).set({ templateId: text!.id }).where(eq(flows.id, flow.id));
  stopped = (await world.flow(mine.id, "incomplete", 1)).id;
  awaited = (await world.flow(mine.id, "active", 1)).id;
  const asked = { approvalRequestedAt: new Date(), approvalRequestedBy: "altri", approvalCount: 1 };
  await world.db.update(flows).set(asked).where(eq(flows.id, awaited));
  await collectNotices(world.db, awaited);
  await world.db.update(flows).set({ stopReason: "key-refused", stoppedAt: new Date() }).where(eq(flows.id, stopped));
  await world.fill(stopped, mine.id, 1, { state: "error", reason: "uncertain" });
  const ente = await world.db.query.organizations.findFirst({ where: eq(organizations.id, mine.organizationId) });
  budgetId = ente!.budgetId;
  other = { ...(await world.operator([theirs.id])), engine };
  reader = { ...(await world.operator([mine.id], [])), engine };
  clerk = { ...(await world.operator([mine.id], ["compose", "send", "approve"])), engine };
  const [held] = await world.sql<{ operatorId: string; roleId: string }[]>`
    select operator_id as "operatorId", role_id as "roleId" from operator_roles limit 1`;
  const made = await createApplication(own, { ...application, name: "Tributi" });
  await addKey(own, { applicationId: made.id });
  const [key] = await world.db.select().from(applicationKeys);
  ids = { ...held!, applicationId: made.id, keyId: key!.id, serviceId: mine.id, organizationId: mine.organizationId };
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
    const [serviceId, flowId, id] = [randomUUID(), randomUUID(), randomUUID()];
    const nothing = { serviceId, flowId, id, uploadId: randomUUID(), modelId: randomUUID() };
    expect(await refusalOf(verbs[name]!(own, nothing))).toBe("not-found");
  });

  const reading =
    /^(?!uploads).*\/(find|approval|progress|cancelled-schedule|reachability|send-summary|retry-summary|duplicates|duplicates-list|duplicates-export|preview|trials)$/;
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

  it.each(Object.keys(administered))("%s finds nothing for whoever does not administer", async (name) => {
    expect(await refusalOf(administered[name]!(clerk, ids))).toBe("not-found");
  });

  it.each(Object.keys(administered).filter((name) => !/\/(create|list|list-all)$/.test(name)))(
    "%s answers an administrator the same for what does not exist",
    async (name) => {
      const nothing = Object.fromEntries(Object.keys(ids).map((name) => [name, randomUUID()])) as Ids;
      expect(await refusalOf(administered[name]!(own, nothing))).toBe("not-found");
    },
  );

  it.each(Object.keys(submitted))("%s finds nothing that somebody else submitted", async (name) => {
    const ctx = await applicationOf(target.serviceId);
    expect(await refusalOf(submitted[name]!(ctx, target))).toBe("not-found");
  });

  it("submissions/list is empty for an application that submitted nothing", async () => {
    const ctx = await applicationOf(target.serviceId);
    expect((await listSubmitted(ctx, { limit: 10 })).items).toEqual([]);
  });

  it.each(Object.keys(submitting))("%s finds no service that the application is not bound to", async (name) => {
    const ctx = await applicationOf(other.actor.services[0]!);
    expect(await refusalOf(submitting[name]!(ctx, await codeOf(target.serviceId)))).toBe("not-found");
  });

  it.each(Object.keys(onOneself))("%s touches nobody else", async (name) => {
    const actorId = clerk.actor.kind === "operator" ? clerk.actor.id : "";
    const others = () => world.sql`select * from operators where id <> ${actorId} order by id`;
    const before = await others();
    await refusalOf(onOneself[name]!(clerk));
    expect(await others()).toEqual(before);
  });

  it("has a case for every verb", () => {
    const tried = new Set(
      [verbs, lists, administered, onOneself, submitted, submitting].flatMap((cases) => Object.keys(cases)),
    );
    const untried = [
      "flows",
      "notifications",
      "services",
      "organizations",
      "operators",
      "roles",
      "uploads",
      "models",
      "applications",
      "submissions",
      "audit",
    ]
      .flatMap((noun) => readdirSync(`lib/${noun}`).map((file) => `${noun}/${file.replace(/\.ts$/, "")}`))
      .filter((name) => !parts.test(name) && !tried.has(name))
      .filter((name) => /\bctx: /.test(readFileSync(`lib/${name}.ts`, "utf8")));
    expect(untried).toEqual([]);
  });
});
