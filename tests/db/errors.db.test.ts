import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notifications } from "@/db/schema/notifications";
import { testDatabase } from "@/tests/support/database";

const secret = "SEGRETO";
let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const shown = async (run: PromiseLike<unknown>) =>
  Promise.resolve(run).then(
    () => "no error",
    (error: unknown) =>
      `${inspect(error, { depth: 5, showHidden: true })} ${JSON.stringify(error)} ${error instanceof Error ? error.stack : ""}`,
  );

describe("the error of a failed statement", () => {
  it("names the statement and never its values", async () => {
    const row = { subject: secret, body: secret, fiscalCode: secret, createdBy: "x", updatedBy: "x" };
    for (const run of [
      database.db.insert(notifications).values({ ...row, serviceId: crypto.randomUUID() }),
      database.db.execute(sql`select ${secret}::int`),
      database.sql`insert into notifications (service_id, fiscal_code, subject, body, created_by, updated_by)
        values (null, ${secret}, ${secret}, ${secret}, 'x', 'x')`,
    ]) {
      const error = await shown(run);
      expect(error).not.toBe("no error");
      expect(error).not.toContain(secret);
    }
  });
});
