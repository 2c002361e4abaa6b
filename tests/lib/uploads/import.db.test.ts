import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notifications } from "@/db/schema/notifications";
import { roleServices } from "@/db/schema/operators";
import { uploadChunks, uploads } from "@/db/schema/uploads";
import { Refusal } from "@/lib/refusal";
import { uploadErrors } from "@/lib/uploads/errors";
import { findUpload } from "@/lib/uploads/find";
import { importUpload } from "@/lib/uploads/import";
import { listUploads } from "@/lib/uploads/list";
import { purgeUploads } from "@/lib/uploads/purge";
import { receiveUpload } from "@/lib/uploads/receive";
import { rerunUpload } from "@/lib/uploads/rerun";
import { standingUploads } from "@/lib/uploads/standing";
import { fiscalCodeOf } from "@/tests/support/people";
import { headings, workbooks } from "@/tests/support/workbook";
import { body, createWorld, type World } from "@/tests/support/world";

let world: World;
const files = workbooks();
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world.close();
  files.remove();
});

const row = (n: number, subject = "Avviso di prova") => [fiscalCodeOf(n), subject, body];
const good = (rows: number) => files.of([headings, ...Array.from({ length: rows }, (_, n) => row(n + 1))]);
const withOneBad = () => files.of([headings, row(1), row(2, "Corto"), row(3)]);

async function given(file: Promise<string>, { rows = 0 } = {}) {
  const service = await world.service();
  const flow = await world.flow(service.id, "inactive", rows);
  const ctx = await world.operator([service.id]);
  const body = Readable.toWeb(Readable.from([readFileSync(await file)])) as ReadableStream<Uint8Array>;
  const input = { flowId: flow.id, fileName: "elenco.xlsx", mode: "all-or-nothing" as const, replace: false };
  const { uploadId } = await receiveUpload(ctx, { ...input, body });
  return { service, flow, ctx, uploadId };
}

const run = (uploadId: string) => importUpload(world, { uploadId });
const rowsIn = (flowId: string) => world.db.$count(notifications, eq(notifications.flowId, flowId));

describe("importUpload", () => {
  it("imports what was received, and the upload says so", async () => {
    const { ctx, flow, uploadId } = await given(good(3));
    expect(world.hints).toContainEqual({ name: "flussio/upload.received", data: { uploadId } });
    expect(await findUpload(ctx, uploadId)).toMatchObject({ state: "waiting", outcome: null, progress: 0 });
    expect(await standingUploads(world.sql)).toContain(uploadId);
    await run(uploadId);
    expect(await rowsIn(flow.id)).toBe(3);
    expect(await findUpload(ctx, uploadId)).toMatchObject({
      state: "imported",
      progress: 1,
      outcome: { ok: true, imported: 3 },
    });
    expect(await standingUploads(world.sql)).not.toContain(uploadId);
  });

  it("imports once, however many times it is asked to", async () => {
    const { flow, uploadId } = await given(good(50));
    await Promise.all([run(uploadId), run(uploadId), run(uploadId)]);
    await run(uploadId);
    expect(await rowsIn(flow.id)).toBe(50);
  });

  it("keeps what is wrong with the rows, gives the file back marked, and takes the valid ones when asked", async () => {
    const { ctx, flow, uploadId } = await given(withOneBad());
    await run(uploadId);
    expect(await rowsIn(flow.id)).toBe(0);
    expect(await findUpload(ctx, uploadId)).toMatchObject({
      state: "refused",
      outcome: { ok: false, kind: "rows", rows: 3, validRows: 2, report: { badRows: 1 } },
    });
    const marked = await uploadErrors(ctx, uploadId, () => "Corretto così non va");
    expect(marked?.fileName).toBe("elenco.xlsx");
    const pieces = await marked!.workbook.toArray();
    expect(Buffer.concat(pieces).subarray(0, 2).toString()).toBe("PK");

    const again = await rerunUpload(ctx, { uploadId, mode: "valid-only", replace: false });
    await run(again.uploadId);
    expect(await rowsIn(flow.id)).toBe(2);
    expect(await findUpload(ctx, again.uploadId)).toMatchObject({
      state: "imported",
      outcome: { imported: 2, skipped: 1, leftOut: { badRows: 1 } },
    });
    expect((await listUploads(ctx, flow.id)).map(({ state }) => state).sort()).toEqual(["imported", "refused"]);
    await expect(rerunUpload(ctx, { uploadId: again.uploadId, mode: "valid-only", replace: false })).rejects.toThrow(
      Refusal,
    );
  });

  it("tells a refusal with its values", async () => {
    const file = good(2);
    const { ctx, flow, uploadId } = await given(file);
    await run(uploadId);
    const body = Readable.toWeb(Readable.from([readFileSync(await file)])) as ReadableStream<Uint8Array>;
    const input = { flowId: flow.id, fileName: "copia.xlsx", mode: "all-or-nothing" as const, replace: false };
    const second = await receiveUpload(ctx, { ...input, body });
    await run(second.uploadId);
    const { state, outcome } = await findUpload(ctx, second.uploadId);
    expect(state).toBe("refused");
    expect(outcome).toMatchObject({
      kind: "refused",
      refusal: { code: "same-file", values: { rows: 2, replaceable: 2, at: expect.any(Date) } },
    });
    const replaced = await rerunUpload(ctx, { uploadId: second.uploadId, mode: "all-or-nothing", replace: true });
    await run(replaced.uploadId);
    expect(await findUpload(ctx, replaced.uploadId)).toMatchObject({ outcome: { imported: 2, removed: 2 } });
  });

  it("imports nothing for somebody whose grant was taken away meanwhile", async () => {
    const { service, flow, ctx, uploadId } = await given(good(2));
    await world.db.delete(roleServices).where(eq(roleServices.serviceId, service.id));
    await run(uploadId);
    expect(await rowsIn(flow.id)).toBe(0);
    const [upload] = await world.db.select().from(uploads).where(eq(uploads.id, uploadId));
    expect(upload).toMatchObject({ state: "refused", outcome: { kind: "refused", refusal: { code: "not-found" } } });
    await expect(findUpload({ ...ctx, actor: { ...ctx.actor, grants: new Map() } }, uploadId)).rejects.toThrow(Refusal);
  });

  it("gives a file up that ends its process each time", async () => {
    const { ctx, flow, uploadId } = await given(good(2));
    await world.db.update(uploads).set({ runs: 3 }).where(eq(uploads.id, uploadId));
    await run(uploadId);
    expect(await rowsIn(flow.id)).toBe(0);
    expect(await findUpload(ctx, uploadId)).toMatchObject({ state: "failed", outcome: { kind: "interrupted" } });
  });

  it("killed in mid-import, leaves no row; the next reading leaves all, and the upload says which", async () => {
    const rows = 12_000;
    const { ctx, flow, uploadId } = await given(good(rows));
    const script = ["--import", "tsx", "tests/support/import-child.ts", world.url, uploadId];
    const child = spawn(process.execPath, script, { stdio: "ignore" });
    const ended = once(child, "exit");
    while (!(await isInserting())) await sleep(5);
    child.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);

    while ((await openTransactions()) > 0) await sleep(20);
    expect(await rowsIn(flow.id)).toBe(0);
    expect(await findUpload(ctx, uploadId)).toMatchObject({ state: "reading", outcome: null });
    // Nobody takes it over before its lease has run out.
    await run(uploadId);
    expect(await rowsIn(flow.id)).toBe(0);
    await world.db
      .update(uploads)
      .set({ leaseUntil: new Date(0) })
      .where(eq(uploads.id, uploadId));
    expect(await standingUploads(world.sql)).toContain(uploadId);
    await run(uploadId);
    expect(await rowsIn(flow.id)).toBe(rows);
    expect(await findUpload(ctx, uploadId)).toMatchObject({ state: "imported", runs: 2, outcome: { imported: rows } });
  });

  /** A transaction of the child has begun to store rows. */
  async function isInserting(): Promise<boolean> {
    const found = await world.sql`
      select 1 from pg_locks join pg_class on pg_class.oid = relation
      where relname = 'notifications' and mode = 'RowExclusiveLock' and pid <> pg_backend_pid()
        and database = (select oid from pg_database where datname = current_database())`;
    return found.length > 0;
  }

  async function openTransactions(): Promise<number> {
    const [found] = await world.sql`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`;
    return found!.n;
  }
});

describe("purgeUploads", () => {
  it("removes files a week after their end, with their content and nothing else", async () => {
    const [old, late] = [await given(good(1)), await given(good(1))];
    await run(old.uploadId);
    await run(late.uploadId);
    await world.db.update(uploads).set({ endedAt: sql`now() - interval '8 days'` }).where(eq(uploads.id, old.uploadId));
    expect(await purgeUploads(world.sql)).toBe(1);
    await expect(findUpload(old.ctx, old.uploadId)).rejects.toThrow(Refusal);
    expect(await world.db.$count(uploadChunks, eq(uploadChunks.uploadId, old.uploadId))).toBe(0);
    expect(await rowsIn(old.flow.id)).toBe(1);
    expect(await findUpload(late.ctx, late.uploadId)).toMatchObject({ state: "imported" });
  });
});
