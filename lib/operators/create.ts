import { eq } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { record } from "../audit/record";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { mustAdminister } from "./access";
import { changeGrants } from "./administrators";
import type { NewOperatorFields } from "./form";
import { giveRoles } from "./lock";
import { hashPassword } from "./password";
import { mustNotTellUsername } from "./password-rule";

/** Aggiungi, for an operator. */
export async function createOperator(ctx: Context, input: NewOperatorFields): Promise<{ id: string }> {
  mustAdminister(ctx);
  const { password, roleIds, ...fields } = input;
  mustNotTellUsername(password, fields.username);
  const passwordHash = await hashPassword(password);
  return changeGrants(ctx, async (inside) => {
    const taken = await inside.db.$count(operators, eq(operators.username, fields.username));
    if (taken > 0) throw new Refusal("username-taken", { field: "username" });
    const by = { createdAt: ctx.now, createdBy: ctx.actor.name, updatedAt: ctx.now, updatedBy: ctx.actor.name };
    const [row] = await inside.db
      .insert(operators)
      .values({ ...fields, passwordHash, ...by })
      .returning({ id: operators.id });
    if (!row) throw new Error("The operator was not inserted");
    await giveRoles(inside.db, row.id, roleIds);
    await record(inside, "operator.create", row.id, { roles: roleIds });
    return row;
  });
}
