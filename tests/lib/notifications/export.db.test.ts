import { buffer } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flowWords, notificationWords } from "@/app/italian/export";
import { auditEntries } from "@/db/schema/audit";
import { exportFlows } from "@/lib/flows/export";
import { flowSearch } from "@/lib/flows/search";
import { exportNotifications } from "@/lib/notifications/export";
import { importWorkbook } from "@/lib/notifications/import";
import { notificationSearch } from "@/lib/notifications/search";
import { fiscalCodeOf } from "@/tests/support/people";
import { sha256, workbooks } from "@/tests/support/workbook";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
const files = workbooks();
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world.close();
  files.remove();
});

async function sheetOf(stream: Awaited<ReturnType<typeof exportFlows>>) {
  const content = await buffer(stream);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content as unknown as ExcelJS.Buffer);
  const sheet = workbook.worksheets[0]!;
  const headings = (sheet.getRow(1).values as string[]).slice(1);
  const cell = (row: number, heading: string) => sheet.getRow(row).getCell(headings.indexOf(heading) + 1);
  return { content, sheet, headings, cell };
}

const everything = notificationSearch.parse({});

describe("exportNotifications", () => {
  it("writes identifiers as texts, days as days, amounts as numbers, codes as words", async () => {
    const service = await world.service();
    const flow = await world.flow(service.id);
    await world.fill(flow.id, service.id, 1, {
      fiscalCode: fiscalCodeOf(7),
      subject: '=HYPERLINK("https://example.org")',
      dueDate: "2031-05-31",
      amount: 123456,
      noticeNumber: "001234567890123456",
      payableAfterDue: false,
      state: "error",
      reason: "uncertain",
      deliveryId: "01JN6Q5CZ3VGT4X4QJEFR95C1X",
      attempts: 2,
      // 23:30 in Rome, already the day after in summer time.
      sentAt: new Date("2031-07-01T21:30:00Z"),
      disabled: true,
    });
    const ctx = await world.operator([service.id]);
    const { sheet, cell } = await sheetOf(await exportNotifications(ctx, everything, notificationWords));
    expect(sheet.name).toBe("Notifiche");
    expect(sheet.rowCount).toBe(2);
    expect(cell(2, "Codice Fiscale")).toMatchObject({ value: fiscalCodeOf(7), numFmt: "@" });
    expect(cell(2, "Oggetto")).toMatchObject({
      value: '=HYPERLINK("https://example.org")',
      numFmt: "@",
      formula: undefined,
    });
    expect(cell(2, "Scadenza")).toMatchObject({ value: new Date("2031-05-31T00:00:00Z"), numFmt: "dd/mm/yyyy" });
    expect(cell(2, "Importo")).toMatchObject({ value: 1234.56, numFmt: "#,##0.00" });
    expect(cell(2, "Numero Avviso")).toMatchObject({ value: "001234567890123456", numFmt: "@" });
    expect(cell(2, "Paga dopo la scadenza").value).toBe("no");
    expect(cell(2, "Servizio").value).toBe(service.name);
    expect(cell(2, "UUID Flusso").value).toBe(flow.id);
    expect(cell(2, "Stato").value).toBe("Errore");
    expect(cell(2, "Motivo").value).toBe("Esito incerto");
    expect(cell(2, "ID Consegna App.IO").value).toBe("01JN6Q5CZ3VGT4X4QJEFR95C1X");
    expect(cell(2, "Tentativi Invio").value).toBe(2);
    expect(cell(2, "Data e ora invio").value).toEqual(new Date("2031-07-01T23:30:00Z"));
    expect(cell(2, "Dis.").value).toBe("sì");
  });

  it("keeps the filters and the order of arrival, and records who exported, not what was searched", async () => {
    const service = await world.service();
    const flow = await world.flow(service.id);
    const rows = await world.fill(flow.id, service.id, 1_200);
    await world.fill(flow.id, service.id, 3, { state: "sent" });
    const ctx = await world.operator([service.id]);
    const search = notificationSearch.parse({ flowId: flow.id, state: "registered", subject: "prova" });
    const { sheet } = await sheetOf(await exportNotifications(ctx, search, notificationWords));
    const ids = sheet.getColumn(1).values.slice(2);
    expect(ids).toEqual(rows.map(({ id }) => id));
    const [entry] = await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, flow.id));
    expect(entry).toMatchObject({
      verb: "notification.export",
      actor: ctx.actor.name,
      detail: { criteria: ["flowId", "subject", "state"] },
    });
  });

  it("finds no flow of another service, and exports none of its rows", async () => {
    const service = await world.service();
    const flow = await world.flow(service.id, "inactive", 2);
    const stranger = await world.operator([(await world.service()).id]);
    await expect(
      exportNotifications(stranger, notificationSearch.parse({ flowId: flow.id }), notificationWords),
    ).rejects.toMatchObject({ code: "not-found" });
    const { sheet } = await sheetOf(await exportNotifications(stranger, everything, notificationWords));
    expect(sheet.rowCount).toBe(1);
  });

  it("can be imported again, row for row", async () => {
    const service = await world.service();
    const flow = await world.flow(service.id);
    await world.fill(flow.id, service.id, 2, {
      subject: "  Città, perché & <così> 😀".trim(),
      body: `${"è".repeat(90)}\nfine`,
    });
    await world.fill(flow.id, service.id, 1, { dueDate: "2031-01-02", amount: 1, noticeNumber: "012345678901234567" });
    const ctx = await world.operator([service.id]);
    const stream = await exportNotifications(ctx, notificationSearch.parse({ flowId: flow.id }), notificationWords);
    const file = files.bytes(await buffer(stream));
    const copy = await world.flow(service.id);
    const result = await importWorkbook(ctx, {
      flowId: copy.id,
      fileName: "esportato.xlsx",
      file,
      sha256: sha256(file),
      mode: "all-or-nothing",
    });
    expect(result).toMatchObject({ ok: true, imported: 3 });
    const contents = (flowId: string) => world.sql`
      select fiscal_code, subject, body, due_date, amount, notice_number, payable_after_due
      from notifications where flow_id = ${flowId} order by position`;
    expect([...(await contents(copy.id))]).toEqual([...(await contents(flow.id))]);
  });

  it("stops reading when whoever downloads goes away", async () => {
    const service = await world.service();
    const flow = await world.flow(service.id);
    await world.fill(flow.id, service.id, 4_000, { body: "x".repeat(2_000) });
    const ctx = await world.operator([service.id]);
    for (let n = 0; n < 15; n++) {
      const stream = await exportNotifications(ctx, notificationSearch.parse({ flowId: flow.id }), notificationWords);
      stream.destroy();
    }
    // More downloads than connections: it answers only because each of them was given back.
    expect(await world.db.$count(auditEntries, eq(auditEntries.subjectId, flow.id))).toBe(15);
  });
});

describe("exportFlows", () => {
  it("lists the flows of the operator with their outcomes counted", async () => {
    const service = await world.service();
    const flow = await world.flow(service.id, "incomplete", 2);
    await world.fill(flow.id, service.id, 1, { state: "sent" });
    await world.fill(flow.id, service.id, 1, { state: "unreachable", disabled: true });
    const ctx = await world.operator([service.id]);
    const { sheet, cell } = await sheetOf(await exportFlows(ctx, flowSearch.parse({}), flowWords));
    expect(sheet.rowCount).toBe(2);
    expect(cell(2, "UUID").value).toBe(flow.id);
    expect(cell(2, "Stato").value).toBe("Invio incompleto");
    expect(cell(2, "Messaggi").value).toBe(3);
    expect(cell(2, "Registrate").value).toBe(2);
    expect(cell(2, "Inviate").value).toBe(1);
    expect(cell(2, "Non raggiungibili").value).toBe(0);
    expect(cell(2, "Origine").value).toBe("operatore");
  });

  it("is empty for who has no service", async () => {
    const ctx = await world.operator([]);
    const { sheet } = await sheetOf(await exportFlows(ctx, flowSearch.parse({}), flowWords));
    expect(sheet.rowCount).toBe(1);
  });
});
