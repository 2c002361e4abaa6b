import { randomBytes, randomUUID } from "node:crypto";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { operatorRoles, operators, roleServices, roles } from "@/db/schema/operators";
import { budgets, organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import { type Permission, permissions } from "@/db/states";
import { createAppIo } from "@/lib/appio/client";
import type { Hint, Operator } from "@/lib/context";
import type { Engine } from "@/lib/sending/engine";
import { sealKey } from "@/lib/services/key";
import { testDatabase } from "./database";
import { fiscalCodeOf } from "./people";

const by = { createdBy: "prova", updatedBy: "prova" };
export const body = "Gentile cittadina, gentile cittadino, questo è un messaggio di prova abbastanza lungo per App IO.";

/** A database with the makers of what a test needs; close it in afterAll. */
export async function createWorld() {
  const database = await testDatabase();
  const { db, sql } = database;
  const sealingKey = randomBytes(32).toString("base64");
  const hints: Hint[] = [];
  let people = 0;

  async function only<Row>(rows: Promise<Row[]>): Promise<Row> {
    return (await rows)[0]!;
  }

  async function service(
    options: {
      key?: string;
      callLimit?: number | null;
      callShare?: number;
      maxPaymentAmount?: number;
      testing?: boolean;
      testFiscalCodes?: string[];
    } = {},
  ) {
    const { callLimit = null, callShare = 80, key = `sandbox-${randomUUID()}`, ...traits } = options;
    const budget = await only(db.insert(budgets).values({ callLimit, callShare }).returning());
    const fiscalCode = String(Math.floor(Math.random() * 1e11)).padStart(11, "0");
    const organization = await only(
      db
        .insert(organizations)
        .values({ name: "Ente di prova", fiscalCode, budgetId: budget.id, ...by })
        .returning(),
    );
    const code = randomUUID();
    return only(
      db
        .insert(services)
        .values({
          organizationId: organization.id,
          code,
          name: `Servizio ${code.slice(0, 8)}`,
          appioServiceId: code,
          sealedKey: sealKey(key, sealingKey),
          maxPaymentAmount: 1_000_000,
          ...traits,
          ...by,
        })
        .returning(),
    );
  }

  /** An operator with one role over some services, as a context. */
  async function operator(serviceIds: string[], granted: readonly Permission[] = permissions) {
    const username = `operatore-${randomUUID()}`;
    const row = await only(
      db
        .insert(operators)
        .values({ username, name: "Operatore", passwordHash: "-", ...by })
        .returning(),
    );
    const role = await only(
      db
        .insert(roles)
        .values({ name: username, permissions: [...granted], ...by })
        .returning(),
    );
    await db.insert(operatorRoles).values({ operatorId: row.id, roleId: role.id });
    if (serviceIds.length > 0) {
      await db.insert(roleServices).values(serviceIds.map((serviceId) => ({ roleId: role.id, serviceId })));
    }
    const actor: Operator = {
      kind: "operator",
      id: row.id,
      name: username,
      fullName: "Operatore",
      grants: new Map(permissions.map((permission) => [permission, granted.includes(permission) ? serviceIds : []])),
      services: serviceIds,
      administers: granted.includes("administer"),
    };
    return contextOf(actor);
  }

  const contextOf = (actor: Operator) => ({
    db,
    sql,
    actor,
    now: new Date(),
    emit: (hint: Hint) => void hints.push(hint),
  });

  async function flow(serviceId: string, state: typeof flows.$inferInsert.state = "inactive", rows = 0) {
    const row = await only(
      db
        .insert(flows)
        .values({ serviceId, state, ...by })
        .returning(),
    );
    return { ...row, rows: rows > 0 ? await fill(row.id, serviceId, rows) : [] };
  }

  /** Registrato rows for invented people, each different. */
  async function fill(
    flowId: string | null,
    serviceId: string,
    count: number,
    columns: Partial<typeof notifications.$inferInsert> = {},
  ) {
    return db
      .insert(notifications)
      .values(
        Array.from({ length: count }, () => ({
          flowId,
          serviceId,
          fiscalCode: fiscalCodeOf(++people),
          subject: "Oggetto di prova",
          body,
          ...by,
          ...columns,
        })),
      )
      .returning();
  }

  const engineOn = (apiUrl: string): Engine => ({ db, sql, appio: createAppIo(apiUrl), sealingKey });

  return { ...database, sealingKey, hints, service, operator, flow, fill, engineOn };
}
export type World = Awaited<ReturnType<typeof createWorld>>;
