import { and, asc, eq, gte, notInArray, sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema/audit";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { operatorRoles, operators, roleServices, roles } from "@/db/schema/operators";
import type { AuditVerb } from "../audit/record";
import type { Context } from "../context";

/** What makes its actor one of those who prepared a flow. */
const preparing: AuditVerb[] = ["flow.create", "flow.edit", "flow.import", "flow.approval-request"];

/** What makes its actor one of those who wrote a notification, also when somebody else has touched it since. */
const writing: AuditVerb[] = [
  "notification.create",
  "notification.edit",
  "notification.disable",
  "notification.enable",
];

/**
 * Who prepared the send of a flow, by username: who asked for the approval, created, edited or imported it, and who
 * wrote one of its notifications. None of them approves it.
 */
export async function authorsOf({ db }: Pick<Context, "db">, flowId: string): Promise<Set<string>> {
  const [persons, writers] = await Promise.all([
    db
      .select({ createdBy: flows.createdBy, updatedBy: flows.updatedBy, requestedBy: flows.approvalRequestedBy })
      .from(flows)
      .where(eq(flows.id, flowId)),
    db
      .selectDistinct({ by: auditEntries.actor })
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, flowId), sql`${auditEntries.verb} = any(${sql.param(preparing)})`)),
  ]);
  const [rows, editors] = await Promise.all([
    db
      .selectDistinct({ createdBy: notifications.createdBy, updatedBy: notifications.updatedBy })
      .from(notifications)
      .where(eq(notifications.flowId, flowId)),
    db
      .selectDistinct({ by: auditEntries.actor })
      .from(auditEntries)
      .where(
        and(
          sql`${auditEntries.verb} = any(${sql.param(writing)})`,
          gte(auditEntries.at, sql`(select ${flows.createdAt} from ${flows} where ${flows.id} = ${flowId})`),
          sql`exists (select 1 from ${notifications}
            where ${notifications.id} = ${auditEntries.subjectId} and ${notifications.flowId} = ${flowId})`,
        ),
      ),
  ]);
  const names = [
    ...persons.flatMap((one) => [one.createdBy, one.updatedBy, one.requestedBy]),
    ...[...writers, ...editors].map(({ by }) => by),
    ...rows.flatMap((one) => [one.createdBy, one.updatedBy]),
  ];
  return new Set(names.filter((name) => name !== null));
}

/** The full names of who may approve a send of the service that these authors prepared. */
export async function approversOf(
  { db }: Pick<Context, "db">,
  serviceId: string,
  authors: ReadonlySet<string>,
): Promise<string[]> {
  const found = await db
    .selectDistinct({ name: operators.name })
    .from(operators)
    .innerJoin(operatorRoles, eq(operatorRoles.operatorId, operators.id))
    .innerJoin(roles, eq(roles.id, operatorRoles.roleId))
    .innerJoin(roleServices, eq(roleServices.roleId, roles.id))
    .where(
      and(
        eq(roleServices.serviceId, serviceId),
        eq(operators.disabled, false),
        sql`'approve' = any(${roles.permissions})`,
        authors.size > 0 ? notInArray(operators.username, [...authors]) : undefined,
      ),
    )
    .orderBy(asc(operators.name));
  return found.map(({ name }) => name);
}
