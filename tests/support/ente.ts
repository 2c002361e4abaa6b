import { randomUUID } from "node:crypto";
import type { Db, Sql } from "@/db/client";
import { flows } from "@/db/schema/flows";
import { budgets, organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import { permissions } from "@/db/states";
import type { Hint, Operator } from "@/lib/context";
import { sendFlow } from "@/lib/flows/send";
import { sealKey } from "@/lib/services/key";
import { body, recipientsOf, subject } from "./recipients";

/** A connection to the product's database. */
export type Connection = { sql: Sql; db: Db };

const by = { createdBy: "banco", updatedBy: "banco" };
/** Rows of one statement. */
const groupSize = 10_000;

/** An ente with its call budget, and the makers of its services and flows. */
export async function createEnte(
  { sql, db }: Connection,
  options: { limit: number | null; share: number; sealingKey: string },
) {
  const { limit: callLimit, share: callShare, sealingKey } = options;
  const budget = one(await db.insert(budgets).values({ callLimit, callShare }).returning());
  const identity = { name: "Ente del banco", fiscalCode: "00000030007", budgetId: budget.id };
  const ente = one(
    await db
      .insert(organizations)
      .values({ ...identity, ...by })
      .returning(),
  );
  const people = new Map<string, Generator<string, never>>();

  return {
    async addService(key: string): Promise<string> {
      const sealedKey = sealKey(key, sealingKey);
      const values = { organizationId: ente.id, code: randomUUID(), name: "Avvisi di prova", appioServiceId: key };
      const service = one(
        await db
          .insert(services)
          .values({ ...values, sealedKey, ...by })
          .returning(),
      );
      people.set(service.id, recipientsOf(key));
      return service.id;
    },

    async addFlow(serviceId: string, rows: number): Promise<string> {
      const recipients = people.get(serviceId);
      if (!recipients) throw new Error("a service of another ente");
      const flow = one(
        await db
          .insert(flows)
          .values({ serviceId, ...by })
          .returning(),
      );
      for (let left = rows; left > 0; left -= groupSize) {
        const codes = Array.from({ length: Math.min(left, groupSize) }, () => recipients.next().value);
        await sql`
          insert into notifications (service_id, flow_id, fiscal_code, subject, body, created_by, updated_by)
          select ${serviceId}, ${flow.id}, code, ${subject}, ${body}, ${by.createdBy}, ${by.updatedBy}
          from unnest(${codes}::text[]) with ordinality as c(code, n) order by n`;
      }
      return flow.id;
    },
  };
}

/** Invia Flusso or Riprendi as the console does it; the hints that it would emit. */
export async function pressSend({ sql, db }: Connection, flowId: string): Promise<Hint[]> {
  const [shown] = await sql<{ version: number; count: number; serviceId: string }[]>`
    select version, service_id as "serviceId", (select count(*)::int from notifications
      where flow_id = f.id and state = 'registered' and not disabled) as count from flows f where id = ${flowId}`;
  if (!shown) throw new Error("no such flow");
  const hints: Hint[] = [];
  const actor = operatorOf(shown.serviceId);
  const context = { sql, db, actor, now: new Date(), emit: (hint: Hint) => void hints.push(hint) };
  await sendFlow(context, { flowId, ...shown });
  return hints;
}

function operatorOf(serviceId: string): Operator {
  const enabled = [serviceId];
  const grants = new Map(permissions.map((permission) => [permission, enabled]));
  return {
    ...{ kind: "operator", id: randomUUID(), name: "banco", fullName: "Banco" },
    ...{ grants, services: enabled, administers: true },
  };
}

function one<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error("nothing was inserted");
  return row;
}
