import { asc, desc, type SQL, sql } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { notificationStates } from "@/db/states";
import type { NotificationSearch } from "./search";

/** A column of an order: how its value is written in a cursor, as a whole number, and how it is read back. */
type OrderColumn = { column: SQL; written: SQL; read: (value: number) => SQL };

const moment = (column: SQL): OrderColumn => ({
  column,
  written: sql`(extract(epoch from ${column}) * 1000000)::bigint`,
  read: (value) => sql`(timestamptz 'epoch' + ${value}::bigint * interval '1 microsecond')`,
});

const created = moment(sql`${notifications.createdAt}`);
const updated = moment(sql`${notifications.updatedAt}`);
const position: OrderColumn = {
  column: sql`${notifications.position}`,
  written: sql`${notifications.position}`,
  read: (value) => sql`${value}::bigint`,
};
const state: OrderColumn = {
  column: sql`${notifications.state}`,
  written: sql`array_position(enum_range(null::notification_state), ${notifications.state}) - 1`,
  read: (value) => sql`${notificationStates[value] ?? "registered"}::notification_state`,
};
const disabled: OrderColumn = {
  column: sql`${notifications.disabled}`,
  written: sql`${notifications.disabled}::int`,
  read: (value) => sql`${value > 0}::boolean`,
};

// Only orders in which an index gives the rows: of a flow and of a service (db/schema/notifications.ts).
const inFlow = { position: [position], state: [state, disabled, position] };
const inArchive = { position: [created, position], updated: [updated, position] };

export type Order = readonly OrderColumn[];

/** The order of a list, in which no two rows are equal; one that no index gives is the order of arrival. */
export function orderOf({ flowId, sort }: Pick<NotificationSearch, "flowId" | "sort">): Order {
  const orders: Partial<Record<NotificationSearch["sort"], Order>> = flowId ? inFlow : inArchive;
  return orders[sort] ?? (flowId ? inFlow.position : inArchive.position);
}

export const orderBy = (order: Order, descending: boolean): SQL =>
  sql.join(
    order.map(({ column }) => (descending ? desc : asc)(column)),
    sql`, `,
  );

/** Where a row stands in an order: whole numbers, fit for a URL. */
export const cursorOf = (order: Order): SQL<string> =>
  sql`concat_ws('.', ${sql.join(
    order.map(({ written }) => written),
    sql`, `,
  )})`;

/** The rows that come after a cursor when the order is read upwards, or downwards; null for a cursor of another order. */
export function beyond(order: Order, cursor: string, descending: boolean): SQL | null {
  const values = cursor.split(".").map(Number);
  if (values.length !== order.length || !values.every(Number.isSafeInteger)) return null;
  const columns = sql.join(
    order.map(({ column }) => column),
    sql`, `,
  );
  const reached = sql.join(
    order.map(({ read }, index) => read(values[index] ?? 0)),
    sql`, `,
  );
  return sql`(${columns}) ${descending ? sql`<` : sql`>`} (${reached})`;
}
