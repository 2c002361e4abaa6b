import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/refusal";
import { deleteSearch } from "@/lib/searches/delete";
import { findSearch } from "@/lib/searches/find";
import { keepSearch } from "@/lib/searches/keep";
import { listSearches } from "@/lib/searches/list";
import { saveSearch } from "@/lib/searches/save";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let own: Context;
let other: Context;
const screen = "notifications";

beforeAll(async () => {
  world = await createWorld();
  own = await world.operator([]);
  other = await world.operator([]);
});
afterAll(() => world.close());

const save = (ctx: Context, name: string, subject = "TARI", replace = false) =>
  saveSearch(ctx, { screen, name, criteria: { subject }, replace });
const names = async (ctx: Context) => (await listSearches(ctx, { screen })).map(({ name }) => name);
const refusalOf = (run: Promise<unknown>) =>
  run.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  );

describe("searches with a name", () => {
  it("are the operator's own, by name", async () => {
    for (const name of ["Zona", "èlite", "anno"]) await save(own, name);
    await save(other, "anno");
    await saveSearch(own, { screen: "flows", name: "anno", criteria: {}, replace: false });
    expect(await names(own)).toEqual(["anno", "èlite", "Zona"]);
    expect(await names(other)).toEqual(["anno"]);
  });

  it("refuse a name that is there, unless told to replace", async () => {
    const { id } = await save(own, "Ripetuta");
    expect(await refusalOf(save(own, "Ripetuta", "altro"))).toBe("search-name-taken");
    expect(await findSearch(own, { id })).toEqual({ subject: "TARI" });
    expect(await save(own, "Ripetuta", "altro", true)).toEqual({ id });
    expect(await findSearch(own, { id })).toEqual({ subject: "altro" });
  });

  it("are found and deleted by nobody else", async () => {
    const { id } = await save(own, "Mia");
    expect(await findSearch(other, { id })).toBeNull();
    expect(await refusalOf(deleteSearch(other, { id }))).toBe("not-found");
    expect(await refusalOf(deleteSearch(own, { id: randomUUID() }))).toBe("not-found");
    expect(await refusalOf(deleteSearch(own, { id }))).toBe("done");
    expect(await names(own)).not.toContain("Mia");
  });
});

describe("searches without a name", () => {
  it("are forgotten after thirty days, those with a name never", async () => {
    const kept = await keepSearch(own, { screen, criteria: { fiscalCode: "X" } });
    const recent = await keepSearch(other, { screen, criteria: { fiscalCode: "Y" } });
    const named = await save(own, "Vecchia");
    await world.sql`update searches set created_at = now() - interval '31 days' where id in (${kept.id}, ${named.id})`;
    await keepSearch(other, { screen, criteria: {} });
    expect(await findSearch(own, kept)).toBeNull();
    expect(await findSearch(other, recent)).toEqual({ fiscalCode: "Y" });
    expect(await findSearch(own, named)).toEqual({ subject: "TARI" });
  });

  it("cannot be deleted as one with a name", async () => {
    const kept = await keepSearch(own, { screen, criteria: {} });
    expect(await refusalOf(deleteSearch(own, kept))).toBe("not-found");
  });
});
