import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { record } from "@/lib/audit/record";
import { rangesOf, registerKey, sealRegister, verifyRegister } from "@/lib/audit/seal";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
const key = registerKey(randomBytes(32).toString("base64"));
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const actor = { kind: "system", name: "prova" } as const;
const write = (n: number) =>
  record({ db: world.db, actor, now: new Date() }, "flow.edit", null, { zeta: n, alfa: ["note"] });
const verify = (anchor?: string) => verifyRegister(world.sql, key, anchor);

/** As somebody would who owns the database. */
async function tamper(statement: string) {
  await world.sql.unsafe(
    `alter table audit_entries disable trigger user; alter table audit_seals disable trigger user`,
  );
  await world.sql.unsafe(statement);
  await world.sql.unsafe(`alter table audit_entries enable trigger user; alter table audit_seals enable trigger user`);
}

describe("the register", () => {
  it("is sealed once, entry by entry, also those that commit late", async () => {
    for (let n = 0; n < 3; n++) await write(n);
    const late = await world.sql.reserve();
    await late`begin`;
    await late`insert into audit_entries (actor, verb) values ('tardi', 'flow.edit')`;
    await write(4);
    expect(await sealRegister(world.sql, key)).toBe(4);
    expect(await sealRegister(world.sql, key)).toBe(0);
    await late`commit`;
    late.release();
    await write(5);
    expect(await verify()).toMatchObject({ seals: 1, entries: 4, unsealed: 2, broken: [] });
    expect(await sealRegister(world.sql, key)).toBe(2);
    expect(await verify()).toMatchObject({ seals: 2, entries: 6, unsealed: 0, broken: [] });
  });

  it("seals a late entry that is lower than every sealed one", async () => {
    const fresh = await createWorld();
    try {
      const late = await fresh.sql.reserve();
      await late`begin`;
      await late`insert into audit_entries (actor, verb) values ('tardi', 'flow.edit')`;
      await fresh.sql`insert into audit_entries (actor, verb) values ('dopo', 'flow.edit')`;
      expect(await sealRegister(fresh.sql, key)).toBe(1);
      await late`commit`;
      late.release();
      expect(await sealRegister(fresh.sql, key)).toBe(1);
      expect(await verifyRegister(fresh.sql, key)).toMatchObject({ entries: 2, unsealed: 0, broken: [] });
    } finally {
      await fresh.close();
    }
  });

  it("is one chain, however many processes seal at once", async () => {
    const before = await verify();
    for (let n = 0; n < 100; n++) {
      await write(n);
      await Promise.all(Array.from({ length: 6 }, () => sealRegister(world.sql, key)));
    }
    const after = await verify();
    expect(after.entries + after.unsealed).toBe(before.entries + before.unsealed + 100);
    expect(after.broken).toEqual([]);
  });

  it("refuses to be changed, emptied or shortened", async () => {
    for (const statement of [
      "update audit_entries set actor = 'altri'",
      "delete from audit_entries",
      "truncate audit_entries",
      "update audit_seals set mac = ''",
      "delete from audit_seals",
    ])
      await expect(world.sql.unsafe(statement), statement).rejects.toThrow("append-only");
  });

  it("shows which seal was broken, by a change, by a removal, or by another key", async () => {
    const { last } = await verify();
    await tamper("update audit_entries set detail = '{\"alfa\": []}' where id = (select min(id) from audit_entries)");
    expect((await verify()).broken).toMatchObject([{ seal: 1, missing: 0 }]);
    await write(6);
    expect(await sealRegister(world.sql, key)).toBe(1);
    await tamper("delete from audit_entries where id = (select max(id) from audit_entries)");
    expect((await verify()).broken).toMatchObject([
      { seal: 1, missing: 0 },
      { seal: expect.any(Number), missing: 1 },
    ]);
    expect((await verifyRegister(world.sql, registerKey(randomBytes(32).toString("base64")))).broken).toHaveLength(
      (await verify()).seals,
    );
    expect((await verify(last!)).anchored).toBe(true);
    // The end of the chain can be cut without a trace in it: only the mark written down elsewhere shows it.
    await tamper("delete from audit_seals where id >= 2");
    expect((await verify(last!)).anchored).toBe(false);
  });
});

describe("rangesOf", () => {
  it("joins what follows", () => {
    expect(rangesOf([1n, 2n, 3n, 7n, 9n, 10n])).toBe("{[1,4),[7,8),[9,11)}");
    expect(rangesOf([])).toBe("{}");
  });
});
