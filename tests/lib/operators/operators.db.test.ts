import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { operators } from "@/db/schema/operators";
import { changeGrants } from "@/lib/operators/administrators";
import { authenticate } from "@/lib/operators/authenticate";
import { changePassword } from "@/lib/operators/change-password";
import { createOperator } from "@/lib/operators/create";
import { setOperatorDisabled } from "@/lib/operators/disable";
import { editOperator } from "@/lib/operators/edit";
import { editProfile } from "@/lib/operators/edit-profile";
import { endSessions } from "@/lib/operators/end-sessions";
import { findOperator } from "@/lib/operators/find";
import { listOperators } from "@/lib/operators/list";
import { ownProfile } from "@/lib/operators/profile";
import { resetPassword } from "@/lib/operators/reset-password";
import { operatorSearch } from "@/lib/operators/search";
import { operatorOfSession } from "@/lib/operators/session";
import { stillAdministers } from "@/lib/operators/still-administers";
import { Refusal } from "@/lib/refusal";
import { createRole } from "@/lib/roles/create";
import { deleteRole } from "@/lib/roles/delete";
import { editRole } from "@/lib/roles/edit";
import { findRole } from "@/lib/roles/find";
import { listRoles } from "@/lib/roles/list";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
/** Administers, and only he. */
let ctx: Awaited<ReturnType<World["operator"]>>;
let serviceId: string;

beforeAll(async () => {
  world = await createWorld();
  serviceId = (await world.service()).id;
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.sql`truncate operators, roles cascade`;
  ctx = await world.operator([serviceId]);
});

const refusalOf = (run: Promise<unknown>) =>
  run.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  );

const password = "corretta batteria graffetta";
const fields = () => ({
  username: `ada-${randomUUID()}`,
  name: "Ada Prova",
  email: null,
  password,
  roleIds: [] as string[],
});
const roleFor = async (...permissions: Parameters<typeof createRole>[1]["permissions"]) =>
  (await createRole(ctx, { name: randomUUID(), permissions, serviceIds: [serviceId] })).id;
const enter = async (username: string, typed = password) => {
  const input = { username, password: typed, address: null, demoAllowed: false, now: new Date() };
  const entered = await authenticate(world.db, input);
  if (entered && "waitSeconds" in entered) throw new Error("the account waits");
  return entered;
};
const versionOf = async (operatorId: string) => (await findOperator(ctx, operatorId)).version;

describe("an operator", () => {
  it("signs in with the password given, and gets what his roles enable", async () => {
    const roleIds = [await roleFor("compose")];
    const typed = { ...fields(), roleIds };
    const { id } = await createOperator(ctx, typed);
    const entered = await enter(typed.username);
    const actor = await operatorOfSession(world.db, entered!.sessionId);
    expect(actor).toMatchObject({ id, services: [serviceId], administers: false });
    expect(actor!.grants.get("compose")).toEqual([serviceId]);
    expect(actor!.grants.get("send")).toEqual([]);
    expect(await refusalOf(createOperator(ctx, typed))).toBe("username-taken");
    const trace = await world.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));
    expect(trace.map(({ verb, actor: by }) => [verb, by])).toContainEqual(["operator.create", ctx.actor.name]);
    expect(JSON.stringify(trace)).not.toContain(password);
  });

  it("is not made with a password that tells the username, nor with a role that is not there", async () => {
    const typed = fields();
    expect(await refusalOf(createOperator(ctx, { ...typed, password: `x ${typed.username} y` }))).toBe(
      "password-with-username",
    );
    expect(await refusalOf(createOperator(ctx, { ...typed, roleIds: [randomUUID()] }))).toBe("not-found");
    expect(await world.db.$count(operators, eq(operators.username, typed.username))).toBe(0);
  });

  it("loses and gets services at the next request when his role changes", async () => {
    const roleId = await roleFor("compose", "send");
    const typed = { ...fields(), roleIds: [roleId] };
    await createOperator(ctx, typed);
    const { sessionId } = (await enter(typed.username))!;
    const role = await findRole(ctx, roleId);
    await editRole({ ...ctx, now: new Date() }, { ...role, roleId, serviceIds: [] });
    expect((await operatorOfSession(world.db, sessionId))!.services).toEqual([]);
  });

  it("is out at once when disabled, and does not come back in with an old session", async () => {
    const typed = fields();
    const { id: operatorId } = await createOperator(ctx, typed);
    const { sessionId } = (await enter(typed.username))!;
    await setOperatorDisabled(ctx, { operatorId, version: await versionOf(operatorId), disabled: true });
    expect(await operatorOfSession(world.db, sessionId)).toBeNull();
    expect(await enter(typed.username)).toBeNull();
    await setOperatorDisabled(ctx, { operatorId, version: await versionOf(operatorId), disabled: false });
    expect(await operatorOfSession(world.db, sessionId)).toBeNull();
    expect(await enter(typed.username)).not.toBeNull();
  });

  it("is out with the old password when another is set, or when his sessions are ended", async () => {
    const typed = fields();
    const { id: operatorId } = await createOperator(ctx, typed);
    const first = (await enter(typed.username))!.sessionId;
    const other = "tutta un'altra frase";
    await resetPassword(ctx, { operatorId, version: await versionOf(operatorId), password: other });
    expect(await operatorOfSession(world.db, first)).toBeNull();
    expect(await enter(typed.username)).toBeNull();
    const second = (await enter(typed.username, other))!.sessionId;
    expect((await findOperator(ctx, operatorId)).sessions.map(({ id }) => id)).toEqual([second]);
    expect(await endSessions(ctx, { operatorId })).toBe(1);
    expect(await operatorOfSession(world.db, second)).toBeNull();
    expect((await findOperator(ctx, operatorId)).lastAccess).not.toBeNull();
  });

  it("is not changed over what somebody else changed meanwhile", async () => {
    const { id: operatorId } = await createOperator(ctx, fields());
    const version = await versionOf(operatorId);
    const edited = { operatorId, version, name: "Prima", email: "a@ente.example", roleIds: [] };
    await editOperator({ ...ctx, now: new Date(Date.now() + 10) }, edited);
    expect(await refusalOf(editOperator(ctx, { ...edited, name: "Dopo" }))).toBe("changed-meanwhile");
    expect(await findOperator(ctx, operatorId)).toMatchObject({ name: "Prima", email: "a@ente.example" });
  });

  it("is found by name, role and Dis., with roles and accesses", async () => {
    const roleId = await roleFor("send");
    const typed = { ...fields(), name: "Zaira Unica", roleIds: [roleId] };
    await createOperator(ctx, typed);
    await enter(typed.username);
    const search = (criteria: object) => listOperators(ctx, operatorSearch.parse(criteria));
    for (const criteria of [{ name: "unica" }, { roleId }, { username: typed.username.slice(0, 20).toUpperCase() }]) {
      const { rows, total } = await search(criteria);
      expect(total).toBe(1);
      expect(rows[0]).toMatchObject({ username: typed.username, openSessions: 1 });
      expect(rows[0]!.roles).toHaveLength(1);
    }
    expect((await search({ disabled: "true" })).total).toBe(0);
    const byAccess = await search({ sort: "access", descending: "true" });
    expect(byAccess.rows.map(({ lastAccess }) => lastAccess === null)).toEqual([false, true]);
  });
});

describe("whoever is signed in", () => {
  it("changes his own password with the present one; his other sessions end", async () => {
    const typed = fields();
    await createOperator(ctx, typed);
    const [here, there] = [(await enter(typed.username))!.sessionId, (await enter(typed.username))!.sessionId];
    const actor = (await operatorOfSession(world.db, here))!;
    const own = { ...ctx, actor };
    const wanted = { currentPassword: password, password: "una frase tutta nuova", keepSession: here };
    expect(await refusalOf(changePassword(own, { ...wanted, currentPassword: "sbagliata" }))).toBe("wrong-password");
    expect(await refusalOf(changePassword(own, { ...wanted, password: `${typed.username}!` }))).toBe(
      "password-with-username",
    );
    expect(await operatorOfSession(world.db, there)).not.toBeNull();
    expect(await changePassword(own, wanted)).toBe(1);
    expect(await operatorOfSession(world.db, here)).not.toBeNull();
    expect(await operatorOfSession(world.db, there)).toBeNull();
    expect(await enter(typed.username)).toBeNull();
    expect(await enter(typed.username, wanted.password)).not.toBeNull();
  });

  it("reads and writes his own record only", async () => {
    const reader = await world.operator([serviceId], ["approve"]);
    expect(await ownProfile(reader)).toMatchObject({
      username: reader.actor.name,
      administers: false,
      services: [{ id: serviceId, permissions: ["approve"] }],
    });
    await editProfile(reader, { email: "io@ente.example" });
    const written = await world.db
      .select({ id: operators.id })
      .from(operators)
      .where(eq(operators.email, "io@ente.example"));
    expect(written).toEqual([{ id: reader.actor.id }]);
  });
});

describe("a role", () => {
  const role = { name: "Ufficio Scuola", permissions: ["compose" as const], serviceIds: [] as string[] };

  it("has a name of its own, whatever the capitals", async () => {
    const { id: roleId } = await createRole(ctx, role);
    expect(await refusalOf(createRole(ctx, { ...role, name: "UFFICIO scuola" }))).toBe("role-name-taken");
    const { version } = await findRole(ctx, roleId);
    expect(await refusalOf(editRole(ctx, { ...role, roleId, version }))).toBe("done");
    expect(await refusalOf(createRole(ctx, { ...role, name: "Altro", serviceIds: [randomUUID()] }))).toBe("not-found");
  });

  it("is deleted only when nobody has it", async () => {
    const { id: roleId } = await createRole(ctx, role);
    const { id: operatorId } = await createOperator(ctx, { ...fields(), roleIds: [roleId] });
    const { version } = await findRole(ctx, roleId);
    expect(await refusalOf(deleteRole(ctx, { roleId, version }))).toBe("role-in-use");
    const operator = await findOperator(ctx, operatorId);
    await editOperator(ctx, { ...operator, operatorId, roleIds: [] });
    await deleteRole(ctx, { roleId, version });
    expect((await listRoles(ctx)).map(({ id }) => id)).not.toContain(roleId);
  });

  it("is counted with its services and its holders", async () => {
    const two = [serviceId, (await world.service()).id];
    const { id } = await createRole(ctx, { ...role, serviceIds: two });
    for (let n = 0; n < 3; n++) await createOperator(ctx, { ...fields(), roleIds: [id] });
    expect((await listRoles(ctx)).find((row) => row.id === id)).toMatchObject({ services: 2, holders: 3 });
  });
});

describe("the last administrator", () => {
  it("neither disables nor demotes himself, by himself or through his role", async () => {
    const operatorId = ctx.actor.id;
    const self = await findOperator(ctx, operatorId);
    expect(await refusalOf(setOperatorDisabled(ctx, { operatorId, version: self.version, disabled: true }))).toBe(
      "last-administrator",
    );
    expect(await refusalOf(editOperator(ctx, { ...self, operatorId, roleIds: [] }))).toBe("last-administrator");
    const roleId = self.roleIds[0]!;
    const role = await findRole(ctx, roleId);
    expect(await refusalOf(editRole(ctx, { ...role, roleId, permissions: ["compose"] }))).toBe("last-administrator");
    expect(await findOperator(ctx, operatorId)).toMatchObject({ disabled: false, roleIds: [roleId] });
    expect((await findRole(ctx, roleId)).permissions).toContain("administer");
    expect(await stillAdministers(ctx)).toBe(true);
  });

  it("may go when another one stays, but neither a disabled nor a demo one counts", async () => {
    const operatorId = ctx.actor.id;
    const other = await world.operator([], ["administer"]);
    const demote = async () => {
      const self = await findOperator(ctx, operatorId);
      return refusalOf(editOperator(ctx, { ...self, operatorId, roleIds: [] }));
    };
    await world.sql`update operators set disabled = true where id = ${other.actor.id}`;
    expect(await demote()).toBe("last-administrator");
    await world.sql`update operators set disabled = false, demo = true where id = ${other.actor.id}`;
    expect(await demote()).toBe("last-administrator");
    await world.sql`update operators set demo = false where id = ${other.actor.id}`;
    expect(await demote()).toBe("done");
    expect(await stillAdministers(ctx)).toBe(false);
  });

  it("among demo accounts a demo one counts", async () => {
    const other = await world.operator([], ["administer"]);
    await world.sql`update operators set demo = true`;
    const self = await findOperator(ctx, ctx.actor.id);
    expect(await refusalOf(editOperator(ctx, { ...self, operatorId: self.id, roleIds: [] }))).toBe("done");
    expect(await stillAdministers(other)).toBe(true);
  });

  /** Whether a transaction of this database waits for the turn to change grants. */
  const someoneWaits = async () =>
    (
      await world.sql`select 1 from pg_locks where not granted and relation = 'operators'::regclass
        and database = (select oid from pg_database where datname = current_database())`
    ).length > 0;

  it.each(["disable", "edit", "role"] as const)(
    "remains when two take the administration from each other at the same moment: %s",
    async (way) => {
      const rival = await world.operator([]);
      const [self, other] = [await findOperator(ctx, ctx.actor.id), await findOperator(ctx, rival.actor.id)];
      const role = await findRole(ctx, self.roleIds[0]!);
      const answers: Record<typeof way, () => Promise<unknown>> = {
        disable: () => setOperatorDisabled(rival, { operatorId: self.id, version: self.version, disabled: true }),
        edit: () => editOperator(rival, { ...self, operatorId: self.id, roleIds: [] }),
        role: () => editRole(rival, { ...role, roleId: role.id, permissions: [] }),
      };
      let commit = () => {};
      const mayCommit = new Promise<void>((resolve) => {
        commit = resolve;
      });
      let changed = () => {};
      const hasChanged = new Promise<void>((resolve) => {
        changed = resolve;
      });
      const mine = changeGrants(ctx, async (inside) => {
        await editOperator(inside, { ...other, operatorId: other.id, roleIds: [] });
        changed();
        await mayCommit;
      });
      await hasChanged;
      const theirs = refusalOf(answers[way]());
      try {
        await expect.poll(someoneWaits, { timeout: 20_000 }).toBe(true);
      } finally {
        commit();
      }
      await mine;
      expect(await theirs).toBe("last-administrator");
      expect(await Promise.all([ctx, rival].map(stillAdministers))).toEqual([true, false]);
    },
  );

  it("is one of the two also when both press at once", async () => {
    const rival = await world.operator([]);
    const [self, other] = [await findOperator(ctx, ctx.actor.id), await findOperator(ctx, rival.actor.id)];
    const answers = await Promise.all([
      refusalOf(editOperator(ctx, { ...other, operatorId: other.id, roleIds: [] })),
      refusalOf(editOperator(rival, { ...self, operatorId: self.id, roleIds: [] })),
    ]);
    expect(answers.toSorted()).toEqual(["done", "last-administrator"]);
    expect((await Promise.all([ctx, rival].map(stillAdministers))).filter(Boolean)).toHaveLength(1);
  });
});
