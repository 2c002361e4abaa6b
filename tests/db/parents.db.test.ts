import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, type World } from "@/tests/support/world";

/** What foreign keys of `notifications` would refuse, its triggers refuse (migration 0006_parents). */
const refused = { code: "23503" };

let world: World;
let serviceId: string;
let flowId: string;
beforeAll(async () => {
  world = await createWorld();
  serviceId = (await world.service()).id;
  flowId = (await world.flow(serviceId, "inactive", 2)).id;
});
afterAll(() => world.close());

const insert = (service: string, flow: string | null) =>
  world.db.execute(sql`
    insert into notifications (service_id, flow_id, fiscal_code, subject, body, created_by, updated_by)
    values (${service}, ${flow}, 'x', 'oggetto', 'testo', 'prova', 'prova')`);

describe("the parents of a notification", () => {
  const nobody = "00000000-0000-4000-8000-000000000000";

  it("must be there when it comes", async () => {
    await expect(insert(nobody, null)).rejects.toMatchObject(refused);
    await expect(insert(serviceId, nobody)).rejects.toMatchObject(refused);
    await expect(insert(serviceId, flowId)).resolves.toBeDefined();
  });

  it("never change", async () => {
    await expect(
      world.db.execute(sql`update notifications set flow_id = null where flow_id = ${flowId}`),
    ).rejects.toMatchObject(refused);
  });

  it.each(["flows", "services"])("stay while it is there: %s", async (table) => {
    const id = table === "flows" ? flowId : serviceId;
    await expect(world.db.execute(sql`delete from ${sql.identifier(table)} where id = ${id}`)).rejects.toMatchObject(
      refused,
    );
  });
});
