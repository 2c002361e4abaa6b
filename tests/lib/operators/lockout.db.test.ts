import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operators, sessions, signInFailures } from "@/db/schema/operators";
import { authenticate } from "@/lib/operators/authenticate";
import { signInWait } from "@/lib/operators/lockout";
import { hashPassword } from "@/lib/operators/password";
import { IDLE_MINUTES, operatorOfSession } from "@/lib/operators/session";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const password = "una frase abbastanza lunga";

async function person() {
  const username = `persona-${randomUUID()}`;
  const by = { createdBy: "prova", updatedBy: "prova" };
  const passwordHash = await hashPassword(password);
  await world.db.insert(operators).values({ username, name: "Persona", passwordHash, ...by });
  const enter = (typed: string, address: string | null = null) =>
    authenticate(world.db, { username, password: typed, address, demoAllowed: false, now: new Date() });
  return { username, enter };
}

describe("a sign-in", () => {
  it("waits longer and longer after five wrong passwords, the right one included", async () => {
    const { username, enter } = await person();
    for (let n = 0; n < 5; n++) expect(await enter("sbagliata")).toBeNull();
    expect(await signInWait(world.db, { username, address: null })).toBe(0);
    expect(await enter("sbagliata")).toBeNull();
    expect(await enter(password)).toMatchObject({ waitSeconds: expect.any(Number) });
    await world.db.update(signInFailures).set({ lockedUntil: new Date() });
    await enter("sbagliata");
    const longer = await signInWait(world.db, { username, address: null });
    expect(longer).toBeGreaterThan(2);
    await world.db.update(signInFailures).set({ lockedUntil: new Date() });
    expect(await enter(password)).toMatchObject({ sessionId: expect.any(String) });
    expect(await world.db.$count(signInFailures)).toBe(0);
  });

  it("says the same of a name that nobody has", async () => {
    const username = `nessuno-${randomUUID()}`;
    const enter = () =>
      authenticate(world.db, { username, password, address: null, demoAllowed: false, now: new Date() });
    for (let n = 0; n < 6; n++) expect(await enter()).toBeNull();
    expect(await enter()).toMatchObject({ waitSeconds: expect.any(Number) });
  });

  it("waits for an address that tries many names, and for no other", async () => {
    const address = "192.0.2.44";
    for (let n = 0; n < 31; n++) expect(await (await person()).enter("sbagliata", address)).toBeNull();
    const { enter } = await person();
    expect(await enter(password, address)).toMatchObject({ waitSeconds: expect.any(Number) });
    expect(await enter(password, "192.0.2.45")).toMatchObject({ sessionId: expect.any(String) });
  });
});

describe("a session", () => {
  it("ends when nobody uses it, and is kept by use", async () => {
    const { enter } = await person();
    const opened = await enter(password);
    if (!opened || !("sessionId" in opened)) throw new Error("no session");
    const { sessionId } = opened;
    const seenAgo = (minutes: number) =>
      world.db
        .update(sessions)
        .set({ lastSeenAt: new Date(Date.now() - minutes * 60_000) })
        .where(eq(sessions.id, sessionId));
    await seenAgo(IDLE_MINUTES - 1);
    expect(await operatorOfSession(world.db, sessionId)).not.toBeNull();
    const [kept] = await world.db.select().from(sessions).where(eq(sessions.id, sessionId));
    expect(Date.now() - kept!.lastSeenAt.getTime()).toBeLessThan(60_000);
    await seenAgo(IDLE_MINUTES + 1);
    expect(await operatorOfSession(world.db, sessionId)).toBeNull();
    expect(await operatorOfSession(world.db, sessionId)).toBeNull();
  });
});
