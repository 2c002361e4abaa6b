import { and, eq, inArray, not, or, sql } from "drizzle-orm";
import { attempts, notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import { reasons } from "@/db/states";
import { type Retry, retries } from "./retries";

/** The outer table is written out in the subqueries: drizzle drops its name. */

/** Edited after its last call to the platform. */
const isEdited = sql`coalesce(${notifications.editedAt} > (
  select max(a.at) from ${attempts} a where a.notification_id = notifications.id and a.kind in ('profile', 'send')
), false)`;

/** Refused for its amount, which the service's maximum now admits: the cause was the service. */
const isAdmitted = sql`coalesce(${notifications.reason} = 'amount-over-limit' and ${notifications.amount} <= (
  select s.max_payment_amount from ${services} s where s.id = notifications.service_id
), false)`;

const inError = (retry: Retry) =>
  and(
    eq(notifications.state, "error"),
    inArray(
      notifications.reason,
      reasons.filter((reason) => retries[reason] === retry),
    ),
  );

/** Refused for its data. */
const isRefused = inError("once-corrected");

const couldPass = or(isEdited, isAdmitted) ?? sql`false`;

/** Refused for data that nobody has corrected since. */
export const isToCorrect = and(isRefused, not(couldPass));

/** In Errore, and Ritenta le notifiche in errore takes it as it is now. */
export const isRetried = or(inError("yes"), and(isRefused, couldPass));
