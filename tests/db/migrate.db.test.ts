import { afterAll, expect, test } from "vitest";
import { migrate } from "@/db/migrate";
import { testDatabase } from "@/tests/support/database";

const { sql, url, close } = await testDatabase();
afterAll(close);

const tables = async () =>
  (await sql`select table_name from information_schema.tables where table_schema = 'public' order by 1`).map(
    (row) => row.table_name,
  );

test("several processes migrating an empty database at once apply each migration once", async () => {
  const migrated = await tables();
  const journal = await sql`select hash from drizzle.__drizzle_migrations order by id`;
  await sql.unsafe("drop schema public cascade; create schema public; drop schema drizzle cascade");
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(await tables()).toEqual(migrated);
  expect(await sql`select hash from drizzle.__drizzle_migrations order by id`).toEqual(journal);
});

test("migrating again changes nothing", async () => {
  const before = await sql`select * from drizzle.__drizzle_migrations order by id`;
  await migrate(url);
  expect(await sql`select * from drizzle.__drizzle_migrations order by id`).toEqual(before);
});

test("the Italian collation sorts accented names beside their base letters", async () => {
  const rows =
    await sql`select name from (values ('Zara'), ('Èlia'), ('Elena'), ('emma')) t(name) order by name collate "it-x-icu"`;
  expect(rows.map((row) => row.name)).toEqual(["Elena", "Èlia", "emma", "Zara"]);
});
