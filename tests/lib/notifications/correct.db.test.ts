import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notificationWords } from "@/app/italian/export";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { setFlowText } from "@/lib/flows/text";
import { declare } from "@/lib/models/template";
import { exportNotifications } from "@/lib/notifications/export";
import { importWorkbook } from "@/lib/notifications/import";
import { notificationSearch } from "@/lib/notifications/search";
import { fiscalCodeOf } from "@/tests/support/people";
import { sha256, workbooks } from "@/tests/support/workbook";
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

type Ctx = Awaited<ReturnType<World["operator"]>>;

const load = (ctx: Ctx, flowId: string, file: string, mode: "all-or-nothing" | "valid-only" = "all-or-nothing") =>
  importWorkbook(ctx, { flowId, fileName: "a.xlsx", file, sha256: sha256(file), mode });

async function exported(ctx: Ctx, flowId: string): Promise<ExcelJS.Workbook> {
  const stream = await exportNotifications(ctx, notificationSearch.parse({ flowId }), notificationWords);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.read(stream);
  return workbook;
}

async function saved(workbook: ExcelJS.Workbook): Promise<string> {
  const file = files.place();
  await workbook.xlsx.writeFile(file);
  return file;
}

const headingsOf = (sheet: ExcelJS.Worksheet) => (sheet.getRow(1).values as string[]).slice(1);
const rowsOf = (flowId: string) =>
  world.db.select().from(notifications).where(eq(notifications.flowId, flowId)).orderBy(notifications.position);

const day = new Date(Date.UTC(2031, 4, 31));
const subject = "Oggetto di prova";

async function imported() {
  const service = await world.service();
  const ctx = await world.operator([service.id]);
  const flow = await world.flow(service.id);
  const file = await files.of([
    ["Pratica", "CF", "Oggetto", "Testo", "Iscritto il", "Metri", "=Nota"],
    ["A/1", fiscalCodeOf(1), subject, body, day, 12.5, "=1+1"],
    ["A/2", fiscalCodeOf(2), subject, body, null, null, null],
    ["A/3", fiscalCodeOf(3), subject, body, day, 7, "ok"],
  ]);
  expect(await load(ctx, flow.id, file)).toMatchObject({ ok: true, imported: 3 });
  return { service, ctx, flow };
}

describe("the export of an imported flow", () => {
  it("begins with the operator's own columns as they were, then tells the outcome", async () => {
    const { ctx, flow } = await imported();
    const sheet = (await exported(ctx, flow.id)).worksheets[0]!;
    const headings = headingsOf(sheet);
    expect(headings.slice(0, 7)).toEqual(["Pratica", "CF", "Oggetto", "Testo", "Iscritto il", "Metri", "=Nota"]);
    expect(headings).toContain("UUID");
    expect(headings).toContain("ID Consegna App.IO");
    expect(headings).not.toContain("Codice Fiscale");
    expect((sheet.getRow(2).values as unknown[]).slice(1, 8)).toEqual([
      ...["A/1", fiscalCodeOf(1), subject, body, day, 12.5, "=1+1"],
    ]);
    expect(sheet.getCell("G2").type).toBe(ExcelJS.ValueType.String);
    expect(sheet.getCell("E2").numFmt).toBe("dd/mm/yyyy");
    expect((sheet.getRow(3).values as unknown[])[5]).toBeUndefined();
  });

  it("has the columns of all its files, each once", async () => {
    const { ctx, flow } = await imported();
    const second = await files.of([
      ["Zona", "Codice fiscale", "Oggetto", "Contenuto", "pratica"],
      ["Nord", fiscalCodeOf(4), subject, body, "B/9"],
    ]);
    expect(await load(ctx, flow.id, second)).toMatchObject({ ok: true });
    const sheet = (await exported(ctx, flow.id)).worksheets[0]!;
    const headings = headingsOf(sheet);
    expect(headings.filter((heading) => heading.toLowerCase() === "pratica")).toEqual(["Pratica"]);
    expect(sheet.getRow(5).getCell(headings.indexOf("Pratica") + 1).value).toBe("B/9");
    expect(sheet.getRow(5).getCell(headings.indexOf("Zona") + 1).value).toBe("Nord");
    expect(sheet.getRow(2).getCell(headings.indexOf("Zona") + 1).value).toBeNull();
  });
});

describe("export, correct, import", () => {
  it("changes the rows of a flow in preparation instead of adding them", async () => {
    const { ctx, flow } = await imported();
    const workbook = await exported(ctx, flow.id);
    workbook.worksheets[0]!.getCell("C3").value = "Oggetto corretto a mano";
    expect(await load(ctx, flow.id, await saved(workbook))).toMatchObject({ ok: true });
    const rows = await rowsOf(flow.id);
    expect(rows.map((row) => row.subject)).toEqual([subject, "Oggetto corretto a mano", subject]);
  });

  it("corrects after a send what is in Errore, and nothing that may have arrived", async () => {
    const { ctx, flow } = await imported();
    const [first, second, third] = await rowsOf(flow.id);
    const set = (id: string, changes: Partial<typeof notifications.$inferInsert>) =>
      world.db
        .update(notifications)
        .set({ attempts: 1, ...changes })
        .where(eq(notifications.id, id));
    await set(first!.id, { state: "error", reason: "invalid-content" });
    await set(second!.id, { state: "error", reason: "uncertain" });
    await set(third!.id, { state: "sent", deliveryId: "x" });
    await world.db.update(flows).set({ state: "incomplete" }).where(eq(flows.id, flow.id));

    const workbook = await exported(ctx, flow.id);
    const sheet = workbook.worksheets[0]!;
    for (const cell of ["C2", "C3", "C4"]) sheet.getCell(cell).value = "Oggetto corretto a mano";
    const result = await load(ctx, flow.id, await saved(workbook));
    if (result.ok || result.kind !== "rows") throw new Error("rows that may have arrived were corrected");
    expect(result).toMatchObject({ validRows: 1, report: { badRows: 2 } });
    const letter = sheet.getColumn(headingsOf(sheet).indexOf("UUID") + 1).letter;
    expect(result.report.problems.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      `${letter}3 uuid-state`,
      `${letter}4 uuid-state`,
    ]);
    expect((await rowsOf(flow.id)).map((row) => row.subject)).toEqual([subject, subject, subject]);

    sheet.getCell("C2").value = "Oggetto corretto di nuovo";
    expect(await load(ctx, flow.id, await saved(workbook), "valid-only")).toMatchObject({
      ok: true,
      imported: 1,
      skipped: 2,
    });
    const rows = await rowsOf(flow.id);
    expect(rows).toMatchObject([
      { subject: "Oggetto corretto di nuovo", state: "registered", reason: null, attempts: 1 },
      { subject, state: "error", reason: "uncertain" },
      { subject, state: "sent", deliveryId: "x" },
    ]);
    expect(rows).toHaveLength(3);
    const [now] = await world.db.select().from(flows).where(eq(flows.id, flow.id));
    expect(now!.state).toBe("incomplete");
  });

  it("leaves alone what nobody changed, and takes nothing from who may not send", async () => {
    const { ctx, flow, service } = await imported();
    const refused = { state: "error", reason: "invalid-content", attempts: 1 } as const;
    await world.db.update(notifications).set(refused).where(eq(notifications.flowId, flow.id));
    await world.db.update(flows).set({ state: "incomplete" }).where(eq(flows.id, flow.id));
    const workbook = await exported(ctx, flow.id);
    workbook.worksheets[0]!.getCell("C3").value = "Oggetto corretto a mano";
    const file = await saved(workbook);
    const composer = await world.operator([service.id], ["compose"]);
    await expect(load(composer, flow.id, file)).rejects.toMatchObject({ code: "not-allowed" });
    expect(await load(ctx, flow.id, file)).toMatchObject({ ok: true });
    expect((await rowsOf(flow.id)).map(({ state, editedAt }) => `${state} ${editedAt !== null}`)).toEqual([
      ...["error false", "registered true", "error false"],
    ]);
  });

  it("adds nothing to a flow that was sent, and takes no UUID of another flow", async () => {
    const [one, other] = [await imported(), await imported()];
    await world.db.update(flows).set({ state: "incomplete" }).where(eq(flows.id, one.flow.id));
    const ctx = await world.operator([one.service.id, other.service.id]);
    const result = await load(ctx, one.flow.id, await saved(await exported(other.ctx, other.flow.id)));
    expect(result).toMatchObject({ ok: false, report: { badRows: 3, problems: [{ code: "uuid-unknown" }, {}, {}] } });
    const plain = await files.of([
      ["CF", "Oggetto", "Testo"],
      [fiscalCodeOf(9), subject, body],
    ]);
    expect(await load(ctx, one.flow.id, plain)).toMatchObject({ report: { problems: [{ code: "uuid-missing" }] } });
    expect(await rowsOf(one.flow.id)).toHaveLength(3);
  });

  it("merges the text of the flow again", async () => {
    const service = await world.service();
    const ctx = await world.operator([service.id]);
    const flow = await world.flow(service.id);
    const template = declare({ subject: "Avviso per {{nome}}", body: `${body} {{nome}}` }, []);
    await setFlowText(ctx, { flowId: flow.id, version: flow.version, text: { source: "own", template } });
    await load(
      ctx,
      flow.id,
      await files.of([
        ["CF", "Nome"],
        [fiscalCodeOf(1), "Ugo"],
        [fiscalCodeOf(2), "Ada"],
      ]),
    );
    const workbook = await exported(ctx, flow.id);
    workbook.worksheets[0]!.getCell("B2").value = "Ugolino";
    expect(await load(ctx, flow.id, await saved(workbook))).toMatchObject({ ok: true });
    expect((await rowsOf(flow.id)).map((row) => row.subject)).toEqual(["Avviso per Ugolino", "Avviso per Ada"]);
  });
});
