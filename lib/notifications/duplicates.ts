import { sql } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import type { Context } from "../context";
import type { Duplicates } from "../excel/result";

const listedDuplicates = 100;

/** Notices that an import brings a second time to the same person: within itself, or already in the flow. */
export async function duplicatesOf(ctx: Context, flowId: string, importId: string): Promise<Duplicates> {
  const found = await ctx.db.execute<{
    fiscalCode: string;
    noticeNumber: string;
    rows: number[];
    mine: number;
    all: number;
  }>(sql`
    with repeated as (
      select ${notifications.fiscalCode} as code, ${notifications.noticeNumber} as notice, count(*)::int as "all",
        count(*) filter (where ${notifications.importId} = ${importId})::int as mine,
        (array_agg(${notifications.importRow} order by ${notifications.position})
          filter (where ${notifications.importId} = ${importId}))[1:10] as rows
      from ${notifications}
      where ${notifications.flowId} = ${flowId} and ${notifications.noticeNumber} is not null
        and not ${notifications.disabled}
      group by 1, 2
      having count(*) > 1
    )
    select code as "fiscalCode", notice as "noticeNumber", rows, mine, "all"
    from repeated where mine > 0 order by rows[1]`);
  return {
    total: found.length,
    inFile: found.filter(({ mine }) => mine > 1).length,
    inFlow: found.filter(({ mine, all }) => all > mine).length,
    listed: found.slice(0, listedDuplicates).map(({ fiscalCode, noticeNumber, rows, mine, all }) => ({
      fiscalCode,
      noticeNumber,
      rows,
      alreadyInFlow: all > mine,
    })),
  };
}
