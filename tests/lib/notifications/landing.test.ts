import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { landingColumns, lineWriter } from "@/lib/notifications/landing";

const landing = {
  ...{ serviceId: randomUUID(), flowId: randomUUID(), importId: randomUUID() },
  ...{ at: "2026-11-24T10:00:00.000Z", by: "Nome\tCognome" },
};
const row = {
  ...{ row: 7, id: null, own: ["a\\b\nc", null], fiscalCode: "X".repeat(16), subject: "Uno\\due" },
  ...{ body: "Riga\nriga\tfine\\.", dueDate: null, amount: 1250, noticeNumber: null, payableAfterDue: true },
};

it("gives a cell to each column, with what COPY reads as a mark written as its escape", () => {
  const line = lineWriter(landing)(row);
  expect(line.endsWith("\n")).toBe(true);
  const cells = line.slice(0, -1).split("\t");
  expect(cells).toHaveLength(landingColumns.length);
  expect(Object.fromEntries(landingColumns.map((name, index) => [name, cells[index]]))).toMatchObject({
    ...{ import_row: "7", own: String.raw`["a\\\\b\\nc",null]`, subject: String.raw`Uno\\due` },
    ...{ body: String.raw`Riga\nriga\tfine\\.`, due_date: "\\N", amount: "1250", payable_after_due: "true" },
    ...{ service_id: landing.serviceId, created_by: String.raw`Nome\tCognome` },
  });
});

it("gives ids of version 7, in order of time", () => {
  const write = lineWriter(landing);
  const ids = Array.from({ length: 1_000 }, () => write(row).split("\t")[0] ?? "");
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const stamps = ids.map((id) => id.slice(0, 13));
  expect(stamps).toEqual(stamps.toSorted());
});
