import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { budgets, organizations } from "@/db/schema/organizations";
import { notFound } from "../refusal";
import type { OrganizationForm } from "./form";

type Wanted = Pick<OrganizationForm, "sharedWith" | "callLimit" | "callShare">;

/**
 * The budget of an ente after what was asked; `current` is the one it has. Who joins another ente's takes it as it is;
 * who leaves gets a new one; else the limit and the share are written to the one it has, also for those who share it.
 * A budget that nobody is left with stays: a send that is running may still reserve calls of it.
 */
export async function settleBudget(db: Db | Tx, current: string | null, wanted: Wanted): Promise<string> {
  const { sharedWith, callLimit, callShare } = wanted;
  if (sharedWith !== "") {
    const other = await db.query.organizations.findFirst({
      columns: { budgetId: true },
      where: eq(organizations.id, sharedWith),
    });
    if (!other) throw notFound();
    if (other.budgetId !== current) return other.budgetId;
  } else if (current === null || (await db.$count(organizations, eq(organizations.budgetId, current))) > 1) {
    const [made] = await db.insert(budgets).values({ callLimit, callShare }).returning({ id: budgets.id });
    if (!made) throw new Error("insert returned no row");
    return made.id;
  }
  if (current === null) throw new Error("an ente without a budget shares nothing");
  await db.update(budgets).set({ callLimit, callShare }).where(eq(budgets.id, current));
  return current;
}
