import { afterAll, beforeAll, expect, it } from "vitest";
import { beat, databaseAnswers, engineDownSince } from "@/lib/health";
import { testDatabase } from "@/tests/support/database";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const MINUTE = 60_000;
const started = new Date(Date.now() - 60 * MINUTE);
const later = (minutes: number) => new Date(Date.now() + minutes * MINUTE);

it("takes the engine for down once it has not run for three minutes", async () => {
  const { db, sql } = database;
  expect(await engineDownSince(db, new Date(started.getTime() + 2 * MINUTE), started)).toBeNull();
  expect(await engineDownSince(db, new Date(), started)).toEqual(started);

  await beat(sql);
  await beat(sql);
  expect(await engineDownSince(db, later(2), started)).toBeNull();
  const since = await engineDownSince(db, later(4), started);
  expect(Math.abs(since!.getTime() - Date.now())).toBeLessThan(MINUTE);
});

it("gives a console that has just started the time to see it run", async () => {
  const now = later(60);
  const justStarted = new Date(now.getTime() - MINUTE);
  expect(await engineDownSince(database.db, now, justStarted)).toBeNull();
});

it("says whether the database answers", async () => {
  expect(await databaseAnswers(database.db)).toBe(true);
});
