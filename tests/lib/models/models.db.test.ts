import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flows } from "@/db/schema/flows";
import { templates } from "@/db/schema/models";
import { notifications } from "@/db/schema/notifications";
import { flowText, setFlowText } from "@/lib/flows/text";
import { createModel } from "@/lib/models/create";
import { setModelDisabled } from "@/lib/models/disable";
import { editModel } from "@/lib/models/edit";
import { findModel } from "@/lib/models/find";
import { templateForm } from "@/lib/models/form";
import { listModels } from "@/lib/models/list";
import { declare } from "@/lib/models/template";
import { modelUsage } from "@/lib/models/usage";
import { importWorkbook } from "@/lib/notifications/import";
import { Refusal } from "@/lib/refusal";
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

const text = {
  subject: "TARI, rata di {{nome}}",
  body: "Gentile {{nome}}, la rata di {{importo}} scade il {{scadenza}}. Metri quadri: {{metri}}. Ufficio: {{ufficio}}.",
};
const declared = [
  { name: "metri", type: "number" as const, fallback: null },
  { name: "ufficio", type: "text" as const, fallback: "Tributi" },
];
const template = declare(text, declared);

async function given() {
  const service = await world.service();
  const ctx = await world.operator([service.id]);
  const model = await createModel(ctx, { serviceId: service.id, name: "TARI", template });
  const flow = await world.flow(service.id);
  return { service, ctx, model, flow };
}

const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  );

describe("models", () => {
  it("keeps each version; who uses an older one is listed and keeps it", async () => {
    const { ctx, model, flow } = await given();
    await setFlowText(ctx, { flowId: flow.id, version: flow.version, text: { source: "model", modelId: model.id } });
    const changed = declare({ ...text, subject: "TARI, seconda rata" }, declared);
    expect(await editModel(ctx, { modelId: model.id, version: 1, name: "TARI", template: changed })).toEqual({
      version: 2,
    });
    expect(await findModel(ctx, model.id)).toMatchObject({ version: 2, template: { subject: "TARI, seconda rata" } });
    expect(await modelUsage(ctx, model.id)).toMatchObject([{ id: flow.id, version: 1 }]);
    expect(await flowText(ctx, flow.id)).toMatchObject({ subject: text.subject, version: 1, latest: 2 });
    expect(await world.db.$count(templates, eq(templates.modelId, model.id))).toBe(2);
  });

  it("makes no version of a text that did not change", async () => {
    const { ctx, model } = await given();
    expect(await editModel(ctx, { modelId: model.id, version: 1, name: "Altro nome", template })).toEqual({
      version: 1,
    });
    expect(await listModels(ctx)).toMatchObject([{ name: "Altro nome", version: 1 }]);
  });

  it("refuses a taken name, an older version, a wrong text, a disabled model", async () => {
    const { ctx, model, service, flow } = await given();
    const again = createModel(ctx, { serviceId: service.id, name: "tari", template });
    expect(await codeOf(again)).toBe("model-name-taken");
    expect(await codeOf(editModel(ctx, { modelId: model.id, version: 7, name: "x", template }))).toBe(
      "changed-meanwhile",
    );
    const wrong = declare({ ...text, body: "[qui]({{nome}})" }, []);
    expect(await codeOf(editModel(ctx, { modelId: model.id, version: 1, name: "x", template: wrong }))).toBe(
      "invalid-content",
    );
    await setModelDisabled(ctx, { modelId: model.id, version: 1, disabled: true });
    const chosen = { source: "model", modelId: model.id } as const;
    expect(await codeOf(setFlowText(ctx, { flowId: flow.id, version: flow.version, text: chosen }))).toBe("not-found");
  });
});

describe("a flow with a text", () => {
  const load = (ctx: Parameters<typeof importWorkbook>[0], flowId: string, file: string) =>
    importWorkbook(ctx, { flowId, fileName: "a.xlsx", file, sha256: sha256(file), mode: "all-or-nothing" });

  it("merges each row, and takes the known columns for what they are", async () => {
    const { ctx, flow } = await given();
    await setFlowText(ctx, { flowId: flow.id, version: flow.version, text: { source: "own", template } });
    const day = new Date(Date.UTC(2031, 4, 31));
    const notice = "301000000000000001";
    const file = await files.of([
      ["Metri", "CF", "Nome", "Scadenza", "Importo", "Numero avviso", "Note mie", "Ufficio"],
      [1234.5, fiscalCodeOf(1), "Maria *Rossi*", day, 12.3, notice, "vecchia", null],
      ["80", fiscalCodeOf(2), " Ugo\nBianchi ", "1/2/2031", "1.000,00", notice, null, "Anagrafe"],
    ]);
    expect(await load(ctx, flow.id, file)).toMatchObject({ ok: true, imported: 2, source: { unknown: ["Note mie"] } });
    const rows = await world.db.select().from(notifications).where(eq(notifications.flowId, flow.id));
    rows.sort((a, b) => a.position - b.position);
    expect(rows[0]).toMatchObject({
      subject: "TARI, rata di Maria *Rossi*",
      body: "Gentile Maria \\*Rossi\\*, la rata di 12,30 € scade il 31/05/2031. Metri quadri: 1.234,5. Ufficio: Tributi.",
      dueDate: "2031-05-31",
      amount: 1230,
      own: [1234.5, "Maria *Rossi*", "vecchia", null],
    });
    expect(rows[1]).toMatchObject({
      body: "Gentile Ugo Bianchi, la rata di 1.000,00 € scade il 01/02/2031. Metri quadri: 80. Ufficio: Anagrafe.",
      own: ["80", " Ugo\nBianchi ", null, "Anagrafe"],
    });
    expect(await codeOf(setFlowText(ctx, { flowId: flow.id, version: 3, text: { source: "rows" } }))).toMatch(
      /^(text-not-empty|changed-meanwhile)$/,
    );
    const [now] = await world.db.select().from(flows).where(eq(flows.id, flow.id));
    expect(await codeOf(setFlowText(ctx, { flowId: flow.id, version: now!.version, text: { source: "rows" } }))).toBe(
      "text-not-empty",
    );
  });

  it("names the columns that the text needs and the file lacks", async () => {
    const { ctx, flow } = await given();
    await setFlowText(ctx, { flowId: flow.id, version: flow.version, text: { source: "own", template } });
    const file = await files.of([
      ["CF", "Nome", "Importo", "Numero avviso"],
      [fiscalCodeOf(1), "Ugo", 1, "3"],
    ]);
    expect(await load(ctx, flow.id, file)).toMatchObject({
      kind: "columns",
      problems: [
        { code: "missing-placeholder", name: "scadenza" },
        { code: "missing-placeholder", name: "metri" },
      ],
    });
  });

  it("names the cell of a value that is missing or of another type, and checks the length of the merged text", async () => {
    const { ctx, flow } = await given();
    const long = declare({ subject: text.subject, body: `${text.body} {{lungo}}` }, declared);
    await setFlowText(ctx, { flowId: flow.id, version: flow.version, text: { source: "own", template: long } });
    const headings = ["CF", "Nome", "Scadenza", "Importo", "Numero avviso", "Metri", "Lungo"];
    const rest = ["31/05/2031", 12.3, "301000000000000001"];
    const file = await files.of([
      headings,
      [fiscalCodeOf(1), null, ...rest, "molti", "x"],
      [fiscalCodeOf(2), "Ugo", null, null, null, 1, "x"],
      [fiscalCodeOf(3), "Ugo".repeat(60), ...rest, 1, "parola ".repeat(1_500)],
    ]);
    const result = await load(ctx, flow.id, file);
    if (result.ok || result.kind !== "rows") throw new Error("the rows were taken");
    expect(result.report.problems.map(({ row, cell, code }) => `${row} ${cell} ${code}`)).toEqual([
      "2 B2 placeholder-missing",
      "2 F2 placeholder-value",
      "3 D3 placeholder-missing",
      "3 C3 placeholder-missing",
      "4  too-long",
      "4  too-long",
    ]);
  });
});

describe("templateForm", () => {
  it("keeps what is said of the placeholders that the text has", () => {
    const posted = {
      subject: " Avviso a {{Nome}} ",
      body: "Importo {{ importo rata }} e {{nome}}",
      "type.nome": "text",
      "type.importorata": "amount",
      "optional.importorata": "on",
      "fallback.importorata": " 0 ",
      "type.tolto": "date",
    };
    expect(templateForm.parse(posted)).toEqual({
      subject: "Avviso a {{Nome}}",
      body: "Importo {{ importo rata }} e {{nome}}",
      placeholders: [
        { name: "Nome", type: "text", fallback: null },
        { name: "importo rata", type: "amount", fallback: "0" },
      ],
    });
  });
});
