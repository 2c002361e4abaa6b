import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

/**
 * What patches/postgres+3.4.9.patch is for: a server that goes away in the middle of a transaction. Unpatched, the next
 * statement ends the process or waits for ever, or runs on the connection that takes the place of the lost one.
 */
describe("a connection that is lost inside a transaction", () => {
  const { url } = inject("testServer");
  // One connection: whatever the lost one leaves behind meets the statements that come after.
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const killer = postgres(url, { max: 1, onnotice: () => {} });
  const uncaught: unknown[] = [];
  const hear = (error: unknown) => void uncaught.push(error);

  beforeAll(async () => {
    process.on("uncaughtException", hear);
    await killer`create table if not exists lost_connection (n int)`;
  });
  afterAll(async () => {
    process.off("uncaughtException", hear);
    await killer`drop table lost_connection`;
    await Promise.all([sql.end({ timeout: 1 }), killer.end({ timeout: 1 })]);
  });

  it.each([0, 1, 5, 50, 300])(
    "fails at the statement that comes %d ms later, and the next one works",
    async (later) => {
      const transaction = sql.begin(async (tx) => {
        const [backend] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
        await killer`select pg_terminate_backend(${backend!.pid})`;
        await sleep(later);
        await tx`insert into lost_connection values (${later})`;
      });
      await expect(transaction).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION|57P01|ECONNRESET/) });
      for (let i = 0; i < 3; i++) expect(await sql`select ${i}::int as n`).toEqual([{ n: i }]);
      expect(await killer`select n from lost_connection`).toEqual([]);
      expect(uncaught).toEqual([]);
    },
  );

  it("keeps what is left of the transaction out of the next one", async () => {
    let go = () => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    const late: Promise<unknown>[] = [];
    const transaction = sql.begin(async (tx) => {
      const [backend] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await killer`select pg_terminate_backend(${backend!.pid})`;
      await gone;
      late.push(
        tx`insert into lost_connection values (1)`.then(
          () => "ran",
          () => "refused",
        ),
      );
    });
    await expect(transaction).rejects.toThrow();
    await sql.begin(async (tx) => {
      await tx`select 1`;
      go();
      await sleep(50);
      await tx`select 2`;
    });
    expect(await Promise.all(late)).toEqual(["refused"]);
    expect(await killer`select n from lost_connection`).toEqual([]);
  });
});
