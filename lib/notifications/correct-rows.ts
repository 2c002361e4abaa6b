import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { imports, type SourceColumn } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import type { Context } from "../context";
import { ownColumns } from "../excel/own";
import type { RowReport } from "../excel/report";
import { listedProblems } from "../excel/report";
import type { CellProblem } from "../excel/rows";
import type { LockedFlow } from "../flows/lock";

type Correcting = {
  flow: LockedFlow;
  /** Rows of the file, as ImportedRow. */
  json: string;
  strict: boolean;
  /** The letters of the column UUID. */
  column: string;
  /** See ownMoves. */
  moves: Record<string, number[]>;
};

type Given = { row: number; id: string | null };

/** What an export gave and nobody touched is no correction: it would leave again as it was. */
const unchanged = (given: SQL) => sql`((n.fiscal_code, n.subject, n.body, n.due_date, n.amount, n.notice_number,
  n.payable_after_due) is not distinct from (${given}."fiscalCode"::bpchar, ${given}.subject, ${given}.body,
  ${given}."dueDate", ${given}.amount, ${given}."noticeNumber"::bpchar, ${given}."payableAfterDue"))`;

/** The keys of ImportedRow, as a table of Postgres. */
export const importedRows = (
  json: string,
) => sql`json_to_recordset(${json}::text::json) as r(row int, id uuid, own jsonb,
  "fiscalCode" text, subject text, body text, "dueDate" date, amount bigint, "noticeNumber" text, "payableAfterDue" boolean)`;

/**
 * Where a file has the own columns of the files that the flow came from: for each of these, the place of each of its
 * cells among those of a row of this file, or -1 for a column that this file does not have.
 */
export async function ownMoves(
  ctx: Context,
  { flowId, importId, columns }: { flowId: string; importId: string; columns: readonly SourceColumn[] },
): Promise<Record<string, number[]>> {
  const here = ownColumns(columns).map(({ name }) => name);
  const earlier = await ctx.db
    .select({ id: imports.id, columns: imports.columns })
    .from(imports)
    .where(and(eq(imports.flowId, flowId), ne(imports.id, importId)));
  return Object.fromEntries(
    earlier.map((file) => [file.id, ownColumns(file.columns).map(({ name }) => here.indexOf(name))]),
  );
}

/**
 * Corrects rows of the flow that the file names by their UUID. After a send only those in Errore, which go back to
 * Registrato, and never an uncertain one: that may have arrived. Answers how many it corrected, and the rows that it may
 * not correct, where a row must be one of the flow (`strict`); else those of the flow that it may not.
 */
export async function correctRows(
  ctx: Context,
  { flow, json, strict, column, moves }: Correcting,
): Promise<{ corrected: number; refused: CellProblem[] }> {
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  const correctable = strict
    ? sql`n.state = 'error' and n.reason is distinct from 'uncertain' and not n.disabled`
    : sql`n.state = 'registered' and n.attempts = 0`;
  const own = sql`(
    select jsonb_agg(coalesce(case when move.place::int < 0 then n.own -> (move.at - 1)::int
      else g.own -> move.place::int end, 'null') order by move.at)
    from jsonb_array_elements_text(${JSON.stringify(moves)}::text::jsonb -> n.import_id::text)
      with ordinality as move(place, at))`;
  const corrected = await ctx.db.execute<{ row: number }>(sql`
    with given as (select distinct on (r.id) r.* from ${importedRows(json)} where r.id is not null order by r.id, r.row)
    update ${notifications} n set
      fiscal_code = g."fiscalCode", subject = g.subject, body = g.body, due_date = g."dueDate", amount = g.amount,
      notice_number = g."noticeNumber", payable_after_due = g."payableAfterDue", own = coalesce(${own}, n.own),
      state = 'registered', reason = null, problem_title = null, claim_id = null, claimed_until = null, posted_at = null,
      decided_at = null, delivery_id = null, delivery_status = null, mail_status = null, push_status = null,
      read_status = null, payment_status = null, sent_at = null, check_due_at = null, reachability = null,
      reachability_at = null, edited_at = ${at}, version = n.version + 1, updated_at = ${at}, updated_by = ${ctx.actor.name}
    from given g where n.id = g.id and n.flow_id = ${flow.id} and ${correctable} and not ${unchanged(sql`g`)}
    returning g.row`);
  const done = new Set(corrected.map(({ row }) => row));
  const there = await ctx.db.execute<Given & { here: boolean; same: boolean }>(sql`
    select r.row, r.id, n.id is not null as here, n.id is not null and ${unchanged(sql`r`)} as same
    from ${importedRows(json)} left join ${notifications} n on n.id = r.id and n.flow_id = ${flow.id}
    where r.id is not null ${strict ? sql`or true` : sql`and n.id is not null`} order by r.row`);
  const refused = there
    .filter(({ row, same }) => !done.has(row) && !same)
    .map(({ row, id, here }) => ({
      ...{ row, cell: column === "" ? "" : `${column}${row}`, field: "fiscalCode", values: {} },
      code: id === null ? "uuid-missing" : here ? "uuid-state" : "uuid-unknown",
    })) satisfies CellProblem[];
  return { corrected: corrected.length, refused };
}

/** A report with the rows that may not be corrected beside those that are wrong. */
export function withRefused(report: RowReport, refused: readonly CellProblem[]): RowReport {
  if (refused.length === 0) return report;
  return {
    problems: [...report.problems, ...refused].sort((a, b) => a.row - b.row).slice(0, listedProblems),
    problemCount: report.problemCount + refused.length,
    badRows: report.badRows + refused.length,
    summary: [...report.summary, { action: "remove-uuids", rows: refused.length }],
  };
}
