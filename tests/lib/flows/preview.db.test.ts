import { afterAll, beforeAll, expect, it } from "vitest";
import { previewRow } from "@/lib/flows/preview";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

it("walks through the rows that would leave, in both directions and by number", async () => {
  const service = await world.service();
  const ctx = await world.operator([service.id]);
  const flow = await world.flow(service.id, "inactive", 3);
  await world.fill(flow.id, service.id, 1, { disabled: true });
  await world.fill(flow.id, service.id, 1, { state: "sent", deliveryId: "01JD" });
  const last = await world.fill(flow.id, service.id, 4);
  const rows = [...flow.rows, ...last];
  const shown = async (place: Parameters<typeof previewRow>[2]) => {
    const { row, number, total } = await previewRow(ctx, flow.id, place);
    return [row?.id ?? null, number, total];
  };

  for (const [index, row] of rows.entries()) {
    expect(await shown({ number: index + 1 })).toEqual([row.id, index + 1, 7]);
    const beside = rows[index + 1];
    if (!beside) continue;
    expect(await shown({ number: index + 2, after: row.position })).toEqual([beside.id, index + 2, 7]);
    expect(await shown({ number: index + 1, before: beside.position })).toEqual([row.id, index + 1, 7]);
  }
  expect(await shown({ number: 99 })).toEqual([rows.at(-1)!.id, 7, 7]);
  expect(await shown({ number: 0 })).toEqual([rows[0]!.id, 1, 7]);
  expect(await shown({ number: 8, after: rows.at(-1)!.position })).toEqual([null, 7, 7]);
});

it("has nothing to show of a flow without rows", async () => {
  const service = await world.service();
  const ctx = await world.operator([service.id]);
  const flow = await world.flow(service.id, "inactive");
  expect(await previewRow(ctx, flow.id, { number: 1 })).toMatchObject({ row: null, total: 0, number: 1 });
});
