import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duplicateWords } from "@/app/italian/duplicates";
import { flows } from "@/db/schema/flows";
import type { notifications } from "@/db/schema/notifications";
import { exportDuplicates, flowDuplicates, listDuplicates } from "@/lib/flows/duplicates";
import { fiscalCodeOf } from "@/tests/support/people";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Row = Partial<typeof notifications.$inferInsert>;
const days = (n: number) => new Date(Date.now() - n * 86_400_000);
let person = 800_000;

async function setting() {
  const [mine, colleague, hidden] = [await world.service(), await world.service(), await world.service()];
  const ctx = await world.operator([mine.id, colleague.id]);
  const flow = await world.flow(mine.id, "inactive");
  const row = (columns: Row, flowId: string | null = flow.id, serviceId = mine.id) =>
    world.fill(flowId, serviceId, 1, columns).then(([one]) => one!);
  return { mine, colleague, hidden, ctx, flow, row };
}
/** An invented payment of an invented person. */
const notice = () => ({
  fiscalCode: fiscalCodeOf(++person),
  amount: 1000,
  noticeNumber: `3${String(person).padStart(17, "0")}`,
});
const sent = (daysAgo: number): Row => ({
  state: "sent",
  deliveryId: "01JD",
  sentAt: days(daysAgo),
  createdAt: days(daysAgo),
});

describe("payment notices", () => {
  it("are repeated in the flow, in other flows and by single notifications", async () => {
    const { mine, colleague, ctx, flow, row } = await setting();
    const [a, b, c] = [notice(), notice(), notice()];
    for (const one of [a, a, a, b, c, notice()]) await row(one);
    const waiting = await world.flow(colleague.id, "active");
    await row(b, waiting.id, colleague.id);
    await row({ ...c, ...sent(29) }, null, mine.id);
    expect(await flowDuplicates(ctx, flow.id)).toMatchObject({ notices: 3, inFlow: 1, elsewhere: 2 });

    const list = await listDuplicates(ctx, { flowId: flow.id, kind: "notice", page: 1, size: 20 });
    // Three copies: the second repeats the first, the third both.
    expect(list.total).toBe(5);
    expect(list.rows.map((one) => [one.fiscalCode, one.sameFlow, one.otherFlowId])).toEqual([
      ...[a, a, a].map((one) => [one.fiscalCode, true, flow.id]),
      [b.fiscalCode, false, waiting.id],
      [c.fiscalCode, false, null],
    ]);
    expect(list.rows.map(({ otherSentAt }) => otherSentAt instanceof Date)).toEqual([false, false, false, false, true]);
    const second = await listDuplicates(ctx, { flowId: flow.id, kind: "notice", page: 2, size: 2 });
    expect(second.rows).toEqual(list.rows.slice(2, 4));

    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.read(await exportDuplicates(ctx, { flowId: flow.id, kind: "notice" }, duplicateWords));
    const sheet = workbook.worksheets[0]!;
    expect(sheet.name).toBe("Avvisi ripetuti");
    expect(sheet.getColumn(3).values.slice(2)).toEqual(list.rows.map(({ fiscalCode }) => fiscalCode));
  });

  it("count only what may have arrived or is to leave, and what the operator may see", async () => {
    const { mine, hidden, ctx, flow, row } = await setting();
    const one = notice();
    await row(one);
    const other = await world.flow(mine.id, "incomplete");
    const outside: [Row, string | null, string][] = [
      [{ state: "error", reason: "invalid-content" }, other.id, mine.id],
      [{ state: "unreachable", reason: "not-on-io" }, other.id, mine.id],
      [{ disabled: true }, other.id, mine.id],
      [sent(31), other.id, mine.id],
      [{ ...sent(1), trialOf: flow.id }, null, mine.id],
      [sent(1), (await world.flow(hidden.id, "sent")).id, hidden.id],
      [{ noticeNumber: `0${one.noticeNumber.slice(1)}` }, other.id, mine.id],
      [{ fiscalCode: fiscalCodeOf(++person) }, other.id, mine.id],
    ];
    for (const [columns, flowId, serviceId] of outside) await row({ ...one, ...columns }, flowId, serviceId);
    const disabled = await world.flow(mine.id, "active");
    await world.db.update(flows).set({ disabled: true }).where(eq(flows.id, disabled.id));
    await row(one, disabled.id);
    expect(await flowDuplicates(ctx, flow.id)).toMatchObject({ notices: 0 });
    expect((await listDuplicates(ctx, { flowId: flow.id, kind: "notice", page: 1, size: 20 })).rows).toEqual([]);

    await row({ ...one, state: "error", reason: "uncertain", postedAt: days(2) }, other.id);
    expect(await flowDuplicates(ctx, flow.id)).toMatchObject({ notices: 1, inFlow: 0, elsewhere: 1 });
  });
});

describe("a subject", () => {
  it("was already received from the same service, by how many persons", async () => {
    const { mine, colleague, ctx, flow, row } = await setting();
    const [a, b] = [fiscalCodeOf(++person), fiscalCodeOf(++person)];
    for (const fiscalCode of [a, a, b]) await row({ fiscalCode, subject: "Promemoria della mensa" });
    const past = await world.flow(mine.id, "sent");
    const same = { fiscalCode: a, subject: "Promemoria della mensa" };
    await row({ ...same, ...sent(40) }, past.id);
    await row({ ...same, ...sent(3) }, (await world.flow(colleague.id, "sent")).id, colleague.id);
    await row({ ...same, fiscalCode: b }, (await world.flow(mine.id, "active")).id);
    expect(await flowDuplicates(ctx, flow.id)).toMatchObject({ notices: 0, persons: 0 });

    const before = await row({ ...same, ...sent(3) }, past.id);
    expect(await flowDuplicates(ctx, flow.id)).toMatchObject({ notices: 0, persons: 1 });
    const { rows, total } = await listDuplicates(ctx, { flowId: flow.id, kind: "subject", page: 1, size: 20 });
    expect([total, rows.map(({ otherId }) => otherId)]).toEqual([2, [before.id, before.id]]);
  });
});
