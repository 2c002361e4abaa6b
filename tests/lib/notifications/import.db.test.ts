import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { flows, imports } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import type { Context } from "@/lib/context";
import { testFiscalCode } from "@/lib/fiscal-code";
import { importWorkbook } from "@/lib/notifications/import";
import { fiscalCodeOf } from "@/tests/support/people";
import { headings, sha256, workbooks } from "@/tests/support/workbook";
import { body, createWorld, type World } from "@/tests/support/world";

let world: World;
const files = workbooks();
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world.close();
  files.remove();
});

const subject = "Avviso di prova";
const notice = (n: number) => `3${String(n).padStart(17, "0")}`;
const row = (n: number, ...rest: unknown[]) => [fiscalCodeOf(n), subject, body, ...rest];

async function given(options: Parameters<World["service"]>[0] = {}, state?: Parameters<World["flow"]>[1]) {
  const service = await world.service(options);
  const flow = await world.flow(service.id, state);
  const ctx = await world.operator([service.id]);
  return { service, flow, ctx };
}

const load = (
  ctx: Context,
  flowId: string,
  file: string,
  mode: "all-or-nothing" | "valid-only" = "all-or-nothing",
  version?: number,
) => importWorkbook(ctx, { flowId, fileName: "prova.xlsx", file, sha256: sha256(file), mode, version });

const rowsOf = (flowId: string) =>
  world.db.select().from(notifications).where(eq(notifications.flowId, flowId)).orderBy(notifications.position);

const flowOf = async (flowId: string) => (await world.db.select().from(flows).where(eq(flows.id, flowId)))[0]!;

describe("importWorkbook", () => {
  it("stores every row in the order of the file, with its row number and who imported it", async () => {
    const { ctx, flow, service } = await given();
    const file = await files.of([
      headings,
      row(1, new Date(Date.UTC(2031, 4, 31)), 1234.56, notice(1), "no"),
      row(2),
      [],
      row(3, "30/06/2031", "10,00", notice(3), "VERO"),
    ]);
    expect(await load(ctx, flow.id, file)).toMatchObject({
      ok: true,
      imported: 3,
      skipped: 0,
      source: { sheet: "Foglio1", otherSheets: [], unknown: [] },
    });
    const rows = await rowsOf(flow.id);
    expect(rows.map((one) => one.importRow)).toEqual([2, 3, 5]);
    expect(rows[0]).toMatchObject({
      serviceId: service.id,
      fiscalCode: fiscalCodeOf(1),
      subject,
      body,
      dueDate: "2031-05-31",
      amount: 123456,
      noticeNumber: notice(1),
      payableAfterDue: false,
      state: "registered",
      createdBy: ctx.actor.name,
      updatedBy: ctx.actor.name,
      createdAt: ctx.now,
    });
    expect(rows[1]).toMatchObject({ dueDate: null, amount: null, noticeNumber: null, payableAfterDue: true });
    const [stored] = await world.db.select().from(imports).where(eq(imports.flowId, flow.id));
    expect(stored).toMatchObject({ fileName: "prova.xlsx", rowCount: 3, createdBy: ctx.actor.name });
    const [audit] = await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, flow.id));
    expect(audit).toMatchObject({ verb: "flow.import", detail: { rows: 3, skipped: 0 } });
    expect(JSON.stringify(audit)).not.toContain(fiscalCodeOf(1));
  });

  it("stores nothing while there are errors, and names each with row and cell", async () => {
    const { ctx, flow } = await given();
    const file = await files.of([
      headings,
      row(1),
      [`${fiscalCodeOf(2).slice(0, 15)}`, subject, body],
      row(3, null, 12, Number(notice(3))),
      [null, null, body],
      row(5),
    ]);
    const result = await load(ctx, flow.id, file);
    expect(result).toMatchObject({ ok: false, kind: "rows", rows: 5, validRows: 2 });
    if (result.ok || result.kind !== "rows") throw new Error("unexpected");
    expect(result.report.problems.map(({ cell, code }) => [cell, code])).toEqual([
      ["A3", "fiscal-code-length"],
      ["F4", "number-cell"],
      ["A5", "required"],
      ["B5", "required"],
    ]);
    expect(result.report.summary).toEqual([
      { action: "complete-rows", rows: 1 },
      { action: "fix-fiscal-codes", rows: 1 },
      { action: "retype-notices", rows: 1 },
    ]);
    expect(await rowsOf(flow.id)).toEqual([]);
    expect(await world.db.select().from(imports).where(eq(imports.flowId, flow.id))).toEqual([]);
    expect((await flowOf(flow.id)).version).toBe(1);
  });

  it("stores nothing when the only bad row is the last of thousands", async () => {
    const { ctx, flow } = await given();
    const many = Array.from({ length: 4_500 }, (_, n) => row(n + 1));
    const result = await load(ctx, flow.id, await files.of([headings, ...many, [fiscalCodeOf(1), subject, "corto"]]));
    expect(result).toMatchObject({ kind: "rows", rows: 4_501, validRows: 4_500, report: { problemCount: 1 } });
    expect(await rowsOf(flow.id)).toEqual([]);
  });

  it("stores the valid rows alone when asked to", async () => {
    const { ctx, flow } = await given();
    const file = await files.of([headings, row(1), ["corto", subject, body], row(3)]);
    expect(await load(ctx, flow.id, file, "valid-only")).toMatchObject({ ok: true, imported: 2, skipped: 1 });
    expect((await rowsOf(flow.id)).map((one) => one.importRow)).toEqual([2, 4]);
  });

  it("does not call an import what has no valid row", async () => {
    const { ctx, flow } = await given();
    const file = await files.of([headings, ["corto", subject, body]]);
    expect(await load(ctx, flow.id, file, "valid-only")).toMatchObject({ ok: false, kind: "rows", validRows: 0 });
    expect(await world.db.select().from(imports).where(eq(imports.flowId, flow.id))).toEqual([]);
  });

  it("lists a thousand problems and counts all of them", async () => {
    const { ctx, flow } = await given();
    const bad = Array.from({ length: 1_500 }, () => ["x", "y", "z"]);
    const result = await load(ctx, flow.id, await files.of([headings, ...bad]));
    if (result.ok || result.kind !== "rows") throw new Error("unexpected");
    expect(result.report.problems).toHaveLength(1_000);
    expect(result.report).toMatchObject({ problemCount: 4_500, badRows: 1_500 });
  });

  it("tells column problems before anything else", async () => {
    const { ctx, flow } = await given();
    const file = await files.of([
      ["Codice Fiscale", "CF", "Contenuto", "Cognome"],
      ["x", "x", "x", "x"],
    ]);
    expect(await load(ctx, flow.id, file)).toMatchObject({
      kind: "columns",
      source: { unknown: ["Cognome"] },
      problems: [
        { code: "repeated", heading: "Codice Fiscale", letters: ["A", "B"] },
        { code: "missing", heading: "Oggetto" },
      ],
    });
  });

  it("refuses merged cells among the rows, in whatever mode", async () => {
    const { ctx, flow } = await given();
    const file = await files.of([headings, row(1), row(2)], (workbook) =>
      workbook.getWorksheet(1)?.mergeCells("C2:C3"),
    );
    for (const mode of ["all-or-nothing", "valid-only"] as const)
      expect(await load(ctx, flow.id, file, mode)).toMatchObject({
        kind: "columns",
        problems: [{ code: "merged", ranges: ["C2:C3"] }],
      });
    expect(await rowsOf(flow.id)).toEqual([]);
  });

  it("answers for a file that cannot be read, and leaves the flow as it was", async () => {
    const { ctx, flow } = await given();
    expect(await load(ctx, flow.id, files.bytes("%PDF-1.7 non è un foglio"))).toEqual({
      ok: false,
      kind: "unreadable",
      reason: "not-a-workbook",
      values: {},
    });
    expect(await load(ctx, flow.id, await files.of([headings]))).toMatchObject({ reason: "no-rows" });
  });

  it("refuses the same file twice on the same flow, not on another", async () => {
    const { ctx, flow, service } = await given();
    const file = await files.of([headings, row(1)]);
    await load(ctx, flow.id, file);
    await expect(load(ctx, flow.id, file)).rejects.toMatchObject({
      code: "same-file",
      values: { by: ctx.actor.name, at: ctx.now, rows: 1, replaceable: 1 },
    });
    const other = await world.flow(service.id);
    expect(await load(ctx, other.id, file)).toMatchObject({ ok: true, imported: 1 });
  });

  it("puts the rows of a file in the place of those of the flow, the same file's too", async () => {
    const { ctx, flow } = await given();
    const first = await files.of([headings, row(1), row(2)]);
    const second = await files.of([headings, row(3)]);
    await load(ctx, flow.id, first);
    await load(ctx, flow.id, second);
    const replace = (file: string) =>
      importWorkbook(ctx, {
        flowId: flow.id,
        fileName: "prova.xlsx",
        file,
        sha256: sha256(file),
        mode: "all-or-nothing",
        replace: true,
      });
    expect(await replace(first)).toMatchObject({ ok: true, imported: 2, removed: 3 });
    expect((await rowsOf(flow.id)).map(({ fiscalCode }) => fiscalCode)).toEqual([fiscalCodeOf(1), fiscalCodeOf(2)]);
    expect(await world.db.$count(imports, eq(imports.flowId, flow.id))).toBe(1);

    const bad = await files.of([headings, row(4), ["X", subject, body]]);
    expect(await replace(bad)).toMatchObject({ ok: false, kind: "rows" });
    expect(await rowsOf(flow.id)).toHaveLength(2);

    const unheaded = await files.of([
      ["Codice Fiscale", "Contenuto"],
      [fiscalCodeOf(4), body],
    ]);
    expect(await replace(unheaded)).toMatchObject({ ok: false, kind: "columns" });
    expect(await rowsOf(flow.id)).toHaveLength(2);
    expect(await world.db.$count(imports, eq(imports.flowId, flow.id))).toBe(1);
  });

  it("removes no row of a flow that is not Inattivo, or of which something has left", async () => {
    const { ctx, flow } = await given({}, "active");
    const file = await files.of([headings, row(1)]);
    const replace = (flowId: string) =>
      importWorkbook(ctx, { flowId, fileName: "x", file, sha256: sha256(file), mode: "all-or-nothing", replace: true });
    await expect(replace(flow.id)).rejects.toMatchObject({ code: "flow-state" });
    const other = await given();
    await load(other.ctx, other.flow.id, await files.of([headings, row(2)]));
    await world.db.update(notifications).set({ attempts: 1 }).where(eq(notifications.flowId, other.flow.id));
    await expect(
      importWorkbook(other.ctx, {
        flowId: other.flow.id,
        fileName: "x",
        file,
        sha256: sha256(file),
        mode: "all-or-nothing",
        replace: true,
      }),
    ).rejects.toMatchObject({ code: "flow-state" });
    expect(await rowsOf(other.flow.id)).toHaveLength(1);
  });

  it("takes an Attivo flow back to Inattivo and makes it a new version", async () => {
    const { ctx, flow } = await given({}, "active");
    await load(ctx, flow.id, await files.of([headings, row(1)]));
    expect(await flowOf(flow.id)).toMatchObject({ state: "inactive", version: 2, updatedBy: ctx.actor.name });
  });

  it.each(["sending", "sent"] as const)("is refused on a flow in state %s", async (state) => {
    const { ctx, flow } = await given({}, state);
    const file = await files.of([headings, row(1)]);
    await expect(load(ctx, flow.id, file)).rejects.toMatchObject({ code: "flow-state", values: { state } });
  });

  it("is refused when the flow changed after it was shown", async () => {
    const { ctx, flow } = await given();
    const file = await files.of([headings, row(1)]);
    await expect(load(ctx, flow.id, file, "all-or-nothing", 7)).rejects.toMatchObject({ code: "changed-meanwhile" });
  });

  it("finds nothing of another service and needs the permission to compose", async () => {
    const { flow, service } = await given();
    const file = await files.of([headings, row(1)]);
    const stranger = await world.operator([(await world.service()).id]);
    await expect(load(stranger, flow.id, file)).rejects.toMatchObject({ code: "not-found" });
    const onlooker = await world.operator([service.id], ["send"]);
    await expect(load(onlooker, flow.id, file)).rejects.toMatchObject({ code: "not-allowed" });
  });

  it("holds amounts to the maximum of the service", async () => {
    const { ctx, flow } = await given({ maxPaymentAmount: 5_000 });
    const file = await files.of([headings, row(1, null, 50, notice(1)), row(2, null, 50.01, notice(2))]);
    expect(await load(ctx, flow.id, file)).toMatchObject({
      report: { problems: [{ cell: "E3", code: "amount-over-service", values: { maximum: 5_000 } }] },
    });
  });

  it("lets a service In prova write to its test codes only", async () => {
    const { ctx, flow } = await given({ testing: true, testFiscalCodes: [testFiscalCode, fiscalCodeOf(9)] });
    const file = await files.of([headings, [testFiscalCode, subject, body], row(9), row(10)]);
    expect(await load(ctx, flow.id, file)).toMatchObject({
      validRows: 2,
      report: { problems: [{ cell: "A4", code: "fiscal-code-not-enabled" }] },
    });
  });

  it("warns of notices repeated in the file and already in the flow", async () => {
    const { ctx, flow } = await given();
    await load(ctx, flow.id, await files.of([headings, row(1, null, 5, notice(1)), row(2, null, 5, notice(2))]));
    const second = await files.of([
      headings,
      row(1, null, 5, notice(1)),
      row(3, null, 5, notice(3)),
      row(3, null, 5, notice(3)),
      row(4, null, 5, notice(1)),
      row(5),
      row(5),
    ]);
    expect(await load(ctx, flow.id, second)).toMatchObject({
      ok: true,
      imported: 6,
      duplicates: {
        inFile: 1,
        inFlow: 1,
        listed: [
          { fiscalCode: fiscalCodeOf(1), noticeNumber: notice(1), rows: [2], alreadyInFlow: true },
          { fiscalCode: fiscalCodeOf(3), noticeNumber: notice(3), rows: [3, 4], alreadyInFlow: false },
        ],
      },
    });
  });

  it("serves several imports at once", async () => {
    const { ctx, service } = await given();
    const results = await Promise.all(
      Array.from({ length: 5 }, async (_, n) => {
        const flow = await world.flow(service.id);
        const rows = Array.from({ length: 300 }, (_unused, m) => row(n * 1_000 + m + 1));
        return load(ctx, flow.id, await files.of([headings, ...rows]));
      }),
    );
    for (const result of results) expect(result).toMatchObject({ ok: true, imported: 300 });
  });
});
