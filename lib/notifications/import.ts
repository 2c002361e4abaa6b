import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { and, eq, sql } from "drizzle-orm";
import { copyInto, type Tx } from "@/db/client";
import { flows, imports, type SourceColumn } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { ImportMode } from "@/db/states";
import { record } from "../audit/record";
import type { Context } from "../context";
import type { ReadMessage } from "../excel/read";
import { type Reader, type ReaderRequest, withReader } from "../excel/reader";
import type { ImportResult, Source, Unread } from "../excel/result";
import type { CellProblem } from "../excel/rows";
import { Unreadable } from "../excel/unreadable";
import { removeRows } from "../flows/clear";
import { type LockedFlow, lockFlow, touched } from "../flows/lock";
import { traceVoided, voided } from "../flows/reopen";
import { can, transition } from "../flows/state";
import { templateOfFlow } from "../flows/text";
import { may } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import type { ContentLimits } from "./content";
import { correctRows, importedRows, ownMoves, withRefused } from "./correct-rows";
import { duplicatesOf } from "./duplicates";
import { type Landing, landingColumns } from "./landing";

export type ImportInput = {
  flowId: string;
  /** The version the operator was shown. */
  version?: number;
  fileName: string;
  /** Where the upload stands on the disk, and the SHA-256 of its content in hexadecimal. */
  file: string;
  sha256: string;
  mode: ImportMode;
  /** The rows that the flow has, and the files they came from, give way to those of this file. */
  replace?: boolean;
  /** Hears how much of the file has been read, 0 to 1. */
  onPart?: (part: number) => void;
  /** Written in the transaction that stores the rows: it commits both or none. */
  seal?: (tx: Tx, result: ImportResult, importId: string) => Promise<void>;
};

type RowsMessage = Extract<ReadMessage, { type: "rows" | "lines" }>;
type EndMessage = Extract<ReadMessage, { type: "end" }>;

/** Rolls the transaction back; `result` then says what is wrong, reading the file to its end where it must. */
class NothingStored extends Error {
  constructor(readonly result: () => Promise<ImportResult>) {
    super("Nothing stored");
  }
}

/**
 * Importa da File Excel: checks the whole file and stores its rows in one transaction, which holds the flow, so that
 * nobody sends it meanwhile. An Attivo flow returns to Inattivo. What is wrong with the file is data, not a refusal.
 */
export async function importWorkbook(ctx: Context, input: ImportInput): Promise<ImportResult> {
  try {
    return await withReader(async (open) => {
      try {
        return await ctx.db.transaction(async (tx) => {
          const { result, importId } = await readAndStore({ ...ctx, db: tx }, input, open);
          await input.seal?.(tx, result, importId);
          return result;
        });
      } catch (error) {
        if (error instanceof NothingStored) return await error.result();
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof Unreadable) return unread(error);
    throw error;
  }
}

async function readAndStore(
  ctx: Context,
  input: ImportInput,
  open: (request: ReaderRequest) => Reader,
): Promise<{ result: ImportResult; importId: string }> {
  const { flowId, mode, replace = false, onPart } = input;
  const flow = await lockFlow(ctx, input, {
    permission: "compose",
    event: replace ? "replace" : ["import", "correct"],
  });
  // What was tried once leaves again by a decision of who may send, as with the lens beside Stato.
  if (flow.event === "correct" && !may(ctx.actor, "send", flow.serviceId))
    throw new Refusal("not-allowed", { permission: "send", serviceName: flow.serviceName });
  const removed = replace ? await removeRows(ctx, flow) : 0;
  await mustBeNew(ctx, input, flow);
  const importId = randomUUID();
  const reader = open({
    file: input.file,
    service: await limitsOf(ctx, flow),
    template: await templateOfFlow(ctx, flowId),
    ...(flow.event !== "correct" && { landing: landingOf(ctx, flow, importId) }),
  });
  const { problems, source, columns, idColumn } = await headingsOf(reader);
  // Thrown, not returned: what was removed above comes back.
  if (problems.length > 0) throw new NothingStored(async () => ({ ok: false, kind: "columns", source, problems }));

  await beginImport(ctx, importId, input, columns);
  const moves = idColumn === "" ? {} : await ownMoves(ctx, { flowId, importId, columns });
  const end = await storeRows(ctx, { flow, importId, reader, source, mode, onPart, idColumn, moves });
  const { badRows } = end.report;
  const stored = end.rows - badRows;
  if (stored === 0 || (badRows > 0 && mode === "all-or-nothing") || end.problems.length > 0)
    throw new NothingStored(async () => rejected(source, end));

  await ctx.db.update(imports).set({ rowCount: stored }).where(eq(imports.id, importId));
  await ctx.db
    .update(flows)
    .set({ state: transition(flow.state, flow.event) ?? flow.state, ...voided, ...touched(ctx) })
    .where(eq(flows.id, flowId));
  await record(ctx, "flow.import", flowId, { importId, rows: stored, removed, skipped: badRows, mode });
  const { unscheduled } = await traceVoided(ctx, flow);
  const duplicates = await duplicatesOf(ctx, flowId, importId);
  const { hiddenRows, report } = end;
  const leftOut = badRows > 0 ? report : null;
  return {
    importId,
    result: {
      ok: true,
      source,
      imported: stored,
      corrected: end.corrected,
      removed,
      skipped: badRows,
      leftOut,
      hiddenRows,
      duplicates,
      unscheduled,
    },
  };
}

const landingOf = (ctx: Context, flow: LockedFlow, importId: string): Landing => ({
  ...{ serviceId: flow.serviceId, flowId: flow.id, importId },
  ...{ at: ctx.now.toISOString(), by: ctx.actor.name },
});

/** The same content twice on a flow would double every notification. */
async function mustBeNew(ctx: Context, { flowId, sha256 }: ImportInput, flow: LockedFlow) {
  const before = await ctx.db.query.imports.findFirst({
    where: and(eq(imports.flowId, flowId), eq(imports.sha256, sha256)),
  });
  if (!before) return;
  const replaceable = can(flow.state, "replace") ? await ctx.db.$count(notifications, rowsOf(flowId)) : null;
  const { createdBy: by, createdAt: at, rowCount: rows } = before;
  throw new Refusal("same-file", { by, at, rows, replaceable });
}

const rowsOf = (flowId: string) => eq(notifications.flowId, flowId);

async function limitsOf(ctx: Context, flow: LockedFlow): Promise<ContentLimits> {
  const service = await ctx.db.query.services.findFirst({
    columns: { maxPaymentAmount: true, testing: true, testFiscalCodes: true },
    where: eq(services.id, flow.serviceId),
  });
  if (!service) throw notFound();
  return service;
}

async function headingsOf(reader: Reader) {
  const message = await reader.next();
  if (message.type !== "sheet") throw new Error(`A reading begins with its sheet, not with ${message.type}`);
  const { sheet, otherSheets, unknown, columns, idColumn, problems } = message;
  return { source: { sheet, otherSheets, unknown }, columns, idColumn, problems };
}

async function beginImport(
  ctx: Context,
  id: string,
  { flowId, fileName, sha256 }: ImportInput,
  columns: SourceColumn[],
): Promise<void> {
  const by = ctx.actor.name;
  await ctx.db
    .insert(imports)
    .values({ id, flowId, fileName, sha256, rowCount: 0, columns, createdAt: ctx.now, createdBy: by });
}

type Storing = {
  flow: LockedFlow;
  importId: string;
  reader: Reader;
  source: Source;
  mode: ImportMode;
  onPart: ImportInput["onPart"];
  /** The letters of the column UUID. */
  idColumn: string;
  moves: Record<string, number[]>;
};

async function storeRows(ctx: Context, storing: Storing): Promise<EndMessage & { corrected: number }> {
  const { reader, source, mode, onPart } = storing;
  const refused: CellProblem[] = [];
  let corrected = 0;
  for (let message = await reader.next(); ; ) {
    if (message.type === "end") return { ...message, corrected, report: withRefused(message.report, refused) };
    if ("part" in message) onPart?.(message.part);
    if (message.type === "problem" && mode === "all-or-nothing")
      throw new NothingStored(async () => rejected(source, await endOf(reader, onPart)));
    // The thread reads on while Postgres stores.
    const following = reader.next();
    following.catch(() => {});
    if (message.type === "rows" || message.type === "lines") {
      const stored = await storeBatch(ctx, storing, message);
      corrected += stored.corrected;
      refused.push(...stored.refused);
    }
    message = await following;
  }
}

/** Corrects the rows that the file names by their UUID and, of a flow in preparation, adds the others. */
async function storeBatch(ctx: Context, { flow, importId, idColumn, moves }: Storing, message: RowsMessage) {
  const strict = flow.event === "correct";
  if (message.type === "lines") {
    await copyRows(ctx, message.lines);
    return { corrected: 0, refused: [] };
  }
  const { json, withIds } = message;
  const done =
    strict || withIds
      ? await correctRows(ctx, { flow, json, strict, column: idColumn, moves })
      : { corrected: 0, refused: [] };
  if (!strict) await insertRows(ctx, { flow, importId, withIds }, json);
  return done;
}

async function copyRows(ctx: Context, lines: Uint8Array) {
  const into = await copyInto(ctx.db, `copy notifications (${landingColumns.join(", ")}) from stdin`);
  await pipeline(Readable.from([lines]), into);
}

/** One statement for thousands of rows, in the order of the file; the keys are those of ImportedRow. */
async function insertRows(
  ctx: Context,
  { flow, importId, withIds }: Pick<Storing, "flow" | "importId"> & { withIds: boolean },
  json: string,
) {
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  const others = sql`where r.id is null
    or not exists (select 1 from ${notifications} n where n.id = r.id and n.flow_id = ${flow.id})`;
  await ctx.db.execute(sql`
    insert into ${notifications} (service_id, flow_id, import_id, import_row, own, fiscal_code, subject, body, due_date,
      amount, notice_number, payable_after_due, created_at, created_by, updated_at, updated_by)
    select ${flow.serviceId}, ${flow.id}, ${importId}, r.row, r.own, r."fiscalCode", r.subject, r.body, r."dueDate",
      r.amount, r."noticeNumber", r."payableAfterDue", ${at}, ${ctx.actor.name}, ${at}, ${ctx.actor.name}
    from ${importedRows(json)} ${withIds ? others : sql``}
    order by r.row`);
}

async function endOf(reader: Reader, onPart: ImportInput["onPart"]): Promise<EndMessage> {
  for (;;) {
    const message = await reader.next(false);
    if ("part" in message) onPart?.(message.part);
    if (message.type === "end") return message;
  }
}

function rejected(source: Source, { problems, rows, report }: EndMessage): ImportResult {
  if (problems.length > 0) return { ok: false, kind: "columns", source, problems };
  return { ok: false, kind: "rows", source, rows, validRows: rows - report.badRows, report };
}

const unread = ({ reason, values }: Unreadable) =>
  // Safe because reason and values come from the same entry of UnreadableValues.
  ({ ok: false, kind: "unreadable", reason, values }) as Unread;
