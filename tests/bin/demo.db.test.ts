import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoAccounts, seed } from "@/bin/demo";
import { flowStates, notificationStates, reasons } from "@/db/states";
import { finalStatuses, isFinal } from "@/lib/appio/outcome";
import { demoServices } from "@/lib/appio/sandbox/demo-services";
import { checkContent, draftOf } from "@/lib/notifications/content";
import { authenticate } from "@/lib/operators/authenticate";
import { openKey } from "@/lib/services/key";
import { testDatabase } from "@/tests/support/database";

const { db, sql, url, close } = await testDatabase();
afterAll(close);

const sealingKey = randomBytes(32).toString("base64");
const countAll = async () =>
  Promise.all(
    ["organizations", "services", "operators", "roles", "flows", "notifications", "attempts", "imports"].map(
      async (table) => (await sql`select count(*)::int as n from ${sql(table)}`)[0]?.n,
    ),
  );
const distinct = async (column: string, table: string) =>
  new Set((await sql`select distinct ${sql(column)} as value from ${sql(table)}`).map(({ value }) => value));

beforeAll(() => seed(url, { sealingKey, sending: true }));

test("a second seed adds nothing", async () => {
  const before = await countAll();
  expect(before.every((n) => n > 0)).toBe(true);
  await seed(url, { sealingKey, sending: true });
  expect(await countAll()).toEqual(before);
});

test("two starts at once seed once", async () => {
  const before = await countAll();
  const all = await db.query.services.findMany();
  // As the owner of the database: the register keeps what it holds.
  await sql.unsafe("alter table audit_entries disable trigger user");
  await sql.unsafe(
    "truncate organizations, budgets, services, flows, imports, notifications, attempts, operators, roles, audit_entries cascade",
  );
  await Promise.all([1, 2, 3].map(() => seed(url, { sealingKey, sending: true })));
  expect(await countAll()).toEqual(before);
  expect(await db.query.services.findMany()).toHaveLength(all.length);
});

test("without sending nothing is left for the engine to send", async () => {
  const other = await testDatabase();
  await seed(other.url, { sealingKey, sending: false });
  const rows = await other.sql`
    select 1 from flows where state = 'sending' union all
    select 1 from notifications where state = 'transmitting' or check_due_at is not null`;
  await other.close();
  expect(rows).toHaveLength(0);
});

test("every state and every reason can be seen", async () => {
  expect(await distinct("state", "flows")).toEqual(new Set(flowStates));
  expect(await distinct("state", "notifications")).toEqual(new Set(notificationStates));
  expect(await distinct("reason", "notifications")).toEqual(new Set([null, ...reasons]));
  expect(await distinct("delivery_status", "notifications")).toEqual(
    new Set([null, "ACCEPTED", "THROTTLED", ...finalStatuses]),
  );
});

describe("accounts", () => {
  test.each(demoAccounts)("$username signs in on the embedded database only", async ({ username, password }) => {
    const input = { username, password, address: null, now: new Date() };
    expect(await authenticate(db, { ...input, demoAllowed: true })).not.toBeNull();
    expect(await authenticate(db, { ...input, demoAllowed: false })).toBeNull();
  });

  test("one of them may prepare and not send", async () => {
    const rows = await sql`
      select o.username from operators o
      join operator_roles on operator_id = o.id join roles r on r.id = role_id
      group by o.id having bool_or('compose' = any(permissions)) and not bool_or('send' = any(permissions))`;
    expect(rows).toHaveLength(1);
  });
});

test("the services are those of the sandbox, with its keys sealed", async () => {
  const seeded = await db.query.services.findMany();
  expect(
    seeded.map(({ appioServiceId, sealedKey }) => [appioServiceId, openKey(sealedKey, sealingKey)]).toSorted(),
  ).toEqual(demoServices.map(({ serviceId, keys }) => [serviceId, keys[0]]).toSorted());
  expect(seeded.some(({ maxPaymentAmount }) => maxPaymentAmount === 0)).toBe(true);
  expect(seeded.some(({ requireSecureChannels }) => requireSecureChannels)).toBe(true);
});

test("every content respects the rules of its service", async () => {
  const services = new Map((await db.query.services.findMany()).map((service) => [service.id, service]));
  const rows = await db.query.notifications.findMany();
  const faulty = rows.filter((row) => !checkContent(draftOf(row), services.get(row.serviceId)!).ok);
  expect(faulty).toEqual([]);
});

test("a flow is Inviato exactly when its enabled notifications are all Inviato", async () => {
  const flows = await sql`
    select f.note, f.state, bool_and(n.state = 'sent') as sent, bool_or(n.attempts > 0) as tried
    from flows f join notifications n on n.flow_id = f.id and not n.disabled group by f.id`;
  for (const { note, state, sent } of flows) expect({ note, sent }).toEqual({ note, sent: state === "sent" });
  expect(flows.filter(({ state, tried }) => state === "inactive" && tried)).toEqual([]);
});

test("the timeline of each notification agrees with its fields", async () => {
  const rows = await db.query.notifications.findMany();
  const attempts = await db.query.attempts.findMany({ orderBy: (columns, { asc }) => asc(columns.id) });
  for (const row of rows) {
    const timeline = attempts.filter(({ notificationId }) => notificationId === row.id);
    const sends = timeline.filter(({ kind }) => kind === "send");
    expect(sends).toHaveLength(row.attempts);
    expect(sends.at(-1)?.deliveryId ?? null).toBe(row.deliveryId);
    expect(timeline.map(({ at }) => at.getTime())).toEqual(
      timeline.map(({ at }) => at.getTime()).toSorted((a, b) => a - b),
    );
    expect(row.sentAt !== null).toBe(row.deliveryId !== null);
    expect(timeline.every(({ at }) => at.getTime() <= Date.now())).toBe(true);
    const read = timeline.filter(({ kind }) => kind === "status").at(-1);
    expect(read?.outcome).toBe(isFinal(row.deliveryStatus) ? row.deliveryStatus : undefined);
  }
});
