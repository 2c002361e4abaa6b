import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { createAdministrator } from "@/bin/administrator";
import { operatorRoles, operators, roles } from "@/db/schema/operators";
import { permissions } from "@/db/states";
import { verifyPassword } from "@/lib/operators/password";
import { testDatabase } from "@/tests/support/database";

const { db, sql, url, close } = await testDatabase();
afterAll(close);

const person = (username: string) => ({ username, name: "Ada Prova", password: `password di ${username}` });

test("of several first administrators made at once one is made, with every permission", async () => {
  const outcomes = await Promise.all(
    ["ada", "bea", "cia"].map((name) => createAdministrator(url, person(name), false)),
  );
  expect(outcomes.toSorted()).toEqual(["administrator-exists", "administrator-exists", "created"]);
  const rows = await db
    .select({
      username: operators.username,
      hash: operators.passwordHash,
      granted: roles.permissions,
      demo: operators.demo,
    })
    .from(operators)
    .innerJoin(operatorRoles, eq(operatorRoles.operatorId, operators.id))
    .innerJoin(roles, eq(roles.id, operatorRoles.roleId));
  expect(rows).toHaveLength(1);
  const [row] = rows;
  expect(row?.granted.toSorted()).toEqual([...permissions].sort());
  expect(row?.demo).toBe(false);
  expect(await verifyPassword(row?.hash ?? "", `password di ${row?.username}`)).toBe(true);
});

test("--force adds another to the same role; a taken username is refused", async () => {
  expect(await createAdministrator(url, person("dea"), true)).toBe("created");
  expect(await createAdministrator(url, person("dea"), true)).toBe("username-taken");
  expect(await db.$count(roles)).toBe(1);
  expect(await db.$count(operators)).toBe(2);
});

test("whoever is added with --force administers, also when somebody has emptied the role in Ruoli", async () => {
  await sql`update roles set permissions = '{}'`;
  expect(await createAdministrator(url, person("gea"), true)).toBe("created");
  expect((await db.query.roles.findMany()).map((role) => role.permissions.toSorted())).toEqual([
    [...permissions].sort(),
  ]);
});

test("disabled and demo administrators do not count", async () => {
  await sql`update operators set disabled = true where username = 'dea'`;
  await sql`update operators set demo = true where username <> 'dea'`;
  expect(await createAdministrator(url, person("eva"), false)).toBe("created");
  expect(await createAdministrator(url, person("fia"), false)).toBe("administrator-exists");
});
