import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attempts, notifications } from "@/db/schema/notifications";
import type { AttemptOutcome } from "@/db/states";
import { decideUncertain } from "@/lib/notifications/decide";
import { type Claimed, claimRow, markRows, releaseRows } from "@/lib/sending/claim";
import { recoverClaims } from "@/lib/sending/recover";
import { type Settlement, settleRows } from "@/lib/sending/settle";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let ctx: Awaited<ReturnType<World["operator"]>>;
let serviceId: string;
beforeAll(async () => {
  world = await createWorld();
  serviceId = (await world.service()).id;
  ctx = await world.operator([serviceId]);
});
afterAll(() => world.close());

const rowOf = async (id: string) => (await world.db.select().from(notifications).where(eq(notifications.id, id)))[0]!;
const timelineOf = (id: string) =>
  world.db.select().from(attempts).where(eq(attempts.notificationId, id)).orderBy(attempts.id);

async function claimed(): Promise<Claimed> {
  const [row] = await world.fill(null, serviceId, 1);
  return (await claimRow(world.sql, row!.id))!;
}
async function marked(): Promise<Claimed> {
  const row = await claimed();
  expect(await markRows(world.sql, [row])).toEqual([true]);
  return row;
}
/** The claim has run out, and reconcile has passed. */
async function recovered(row: Claimed): Promise<Claimed> {
  await world.sql`update notifications set claimed_until = now() - interval '1 second' where id = ${row.id}`;
  await recoverClaims(world.sql);
  return row;
}
async function decided(row: Claimed, resend: boolean): Promise<Claimed> {
  await decideUncertain(ctx, { id: row.id, version: (await rowOf(row.id)).version, resend });
  return row;
}
const end = ({ id, claimId }: Claimed, change: Partial<Settlement>): Settlement => ({
  ...{ id, claimId, state: "registered", reason: null, deliveryId: null, attempt: null },
  ...change,
});

/** What may have become of a row meanwhile; the claim that the process still believes to hold. */
const held: Record<string, () => Promise<Claimed>> = {
  "claimed, not yet marked": claimed,
  "marked by this claim": marked,
  "uncertain by recovery": async () => recovered(await marked()),
};
const lost: Record<string, () => Promise<Claimed>> = {
  "released by recovery": async () => recovered(await claimed()),
  "given back": async () => {
    const row = await claimed();
    await releaseRows(world.sql, [row]);
    return row;
  },
  "left as it is by a person": async () => decided(await recovered(await marked()), false),
  "to be sent again by a person": async () => decided(await recovered(await marked()), true),
  "being sent again": async () => {
    const row = await decided(await recovered(await marked()), true);
    await markRows(world.sql, [(await claimRow(world.sql, row.id))!]);
    return row;
  },
  "sent again": async () => {
    const row = await decided(await recovered(await marked()), true);
    const second = (await claimRow(world.sql, row.id))!;
    const line = { kind: "send" as const, outcome: "accepted" as const, title: "201", httpStatus: 201, durationMs: 9 };
    await settleRows(world.sql, "prova", [end(second, { state: "sent", deliveryId: "01SECOND", attempt: line })]);
    return row;
  },
  "settled by this claim": async () => {
    const row = await marked();
    await settleRows(world.sql, "prova", [end(row, { state: "error", reason: "request-refused" })]);
    return row;
  },
};

const posted = (outcome: AttemptOutcome, httpStatus: number | null) => ({
  attempt: { kind: "send" as const, outcome, title: `title of ${outcome}`, httpStatus, durationMs: 42 },
});
const checked = (outcome: AttemptOutcome) => ({
  attempt: { ...posted(outcome, 200).attempt, kind: "profile" as const },
});
const nothing = {
  deliveryId: null as string | null,
  sentAt: null as unknown,
  deliveryStatus: null as string | null,
  checkDueAt: null as unknown,
};
/** Every end of sendRow (call.test.ts), and the columns that it leaves. */
const ends: Record<string, [Partial<Settlement>, object]> = {
  accepted: [
    { state: "sent", deliveryId: "01FIRST", ...posted("accepted", 201) },
    {
      ...{ state: "sent", reason: null, problemTitle: "title of accepted", deliveryId: "01FIRST" },
      ...{ sentAt: expect.any(Date), deliveryStatus: "ACCEPTED", checkDueAt: expect.any(Date) },
    },
  ],
  lost: [
    { state: "error", reason: "uncertain", ...posted("lost", 500) },
    { ...nothing, state: "error", reason: "uncertain", problemTitle: "title of lost" },
  ],
  refused: [
    { state: "error", reason: "invalid-content", ...posted("invalid-content", 400) },
    { ...nothing, state: "error", reason: "invalid-content", problemTitle: "title of invalid-content" },
  ],
  throttled: [
    { state: "registered", ...posted("throttled", 429) },
    { ...nothing, state: "registered", reason: null, problemTitle: null },
  ],
  "not on IO": [
    { state: "unreachable", reason: "not-on-io", ...checked("not-on-io") },
    { ...nothing, state: "unreachable", reason: "not-on-io", problemTitle: "title of not-on-io" },
  ],
  "not answered": [
    { state: "error", reason: "no-answer", ...checked("unavailable") },
    { ...nothing, state: "error", reason: "no-answer", problemTitle: "title of unavailable" },
  ],
  "not begun": [{ state: "registered" }, { ...nothing, state: "registered", reason: null, problemTitle: null }],
};

/** The line that an end leaves in the timeline, or none. */
const lineOf = ({ attempt, deliveryId = null }: Partial<Settlement>, { claimId }: Claimed) =>
  attempt
    ? [
        expect.objectContaining({
          ...{ kind: attempt.kind, outcome: attempt.outcome, problemTitle: attempt.title, claimId },
          ...{ httpStatus: attempt.httpStatus, durationMs: attempt.durationMs, deliveryId, by: "prova" },
        }),
      ]
    : [];

describe.each(Object.entries(ends))("a message that was %s", (_, [change, columns]) => {
  it.each(Object.entries(held))("ends a row that is %s", async (_meanwhile, become) => {
    const row = await become();
    const [before, lines] = [await rowOf(row.id), await timelineOf(row.id)];
    await settleRows(world.sql, "prova", [end(row, change)]);
    const after = await rowOf(row.id);
    expect(after).toMatchObject({ ...columns, claimId: null, claimedUntil: null, attempts: before.attempts });
    expect(after.postedAt).toEqual(after.state === "registered" ? null : before.postedAt);
    expect((await timelineOf(row.id)).slice(lines.length)).toEqual(lineOf(change, row));
  });

  it.each(Object.entries(lost))("does not touch a row that is %s", async (_meanwhile, become) => {
    const row = await become();
    const [before, lines] = [await rowOf(row.id), await timelineOf(row.id)];
    await settleRows(world.sql, "prova", [end(row, change)]);
    expect(await rowOf(row.id)).toEqual(before);
    // A POST was made all the same, and the timeline says so.
    const line = change.attempt?.kind === "send" ? lineOf(change, row) : [];
    expect((await timelineOf(row.id)).slice(lines.length)).toEqual(line);
  });

  it.each(Object.entries({ ...held, ...lost }))(
    "changes nothing when it is written twice: %s",
    async (_name, become) => {
      const row = await become();
      await settleRows(world.sql, "prova", [end(row, change)]);
      const once = [await rowOf(row.id), await timelineOf(row.id)];
      await settleRows(world.sql, "prova", [end(row, change)]);
      expect([await rowOf(row.id), await timelineOf(row.id)]).toEqual(once);
    },
  );
});

describe("an accepted message", () => {
  it("is due for its first reading after a minute", async () => {
    const row = await marked();
    await settleRows(world.sql, "prova", [end(row, { state: "sent", deliveryId: "01A" })]);
    const { sentAt, checkDueAt } = await rowOf(row.id);
    expect(checkDueAt!.getTime() - sentAt!.getTime()).toBeGreaterThanOrEqual(59_000);
    expect(checkDueAt!.getTime() - sentAt!.getTime()).toBeLessThanOrEqual(61_000);
  });
});

describe("many ends at once", () => {
  it("are each of its own row", async () => {
    const rows = await Promise.all(Array.from({ length: 40 }, marked));
    const changes = Object.values(ends).map(([change]) => change);
    const all = rows.map((row, i) => end(row, changes[i % changes.length]!));
    await settleRows(world.sql, "prova", all);
    for (const { id, state, reason } of all) expect(await rowOf(id)).toMatchObject({ state, reason });
  });

  it("of rows that two processes believe to hold end each once", async () => {
    const row = await marked();
    const write = (deliveryId: string, change: Partial<Settlement>) =>
      settleRows(world.sql, "prova", [end(row, { ...change, deliveryId })]);
    await Promise.all([
      write("01A", { state: "sent", ...posted("accepted", 201) }),
      write("01A", { state: "sent", ...posted("accepted", 201) }),
    ]);
    expect(await rowOf(row.id)).toMatchObject({ state: "sent", deliveryId: "01A" });
    expect(await timelineOf(row.id)).toHaveLength(1);
  });
});

describe("marks and releases of a row that is not held any more", () => {
  it.each(Object.entries({ ...lost, "uncertain by recovery": held["uncertain by recovery"]! }))(
    "do nothing: %s",
    async (_, become) => {
      const row = await become();
      const before = await rowOf(row.id);
      expect(await markRows(world.sql, [row])).toEqual([false]);
      await releaseRows(world.sql, [row]);
      expect(await rowOf(row.id)).toEqual(before);
    },
  );

  it("a claim that ran out marks nothing, even before recovery has passed", async () => {
    const row = await claimed();
    await world.sql`update notifications set claimed_until = now() - interval '1 second' where id = ${row.id}`;
    expect(await markRows(world.sql, [row])).toEqual([false]);
  });

  it("a row that was marked is not given back, and not marked twice", async () => {
    const row = await marked();
    await releaseRows(world.sql, [row]);
    expect(await markRows(world.sql, [row])).toEqual([false]);
    expect(await rowOf(row.id)).toMatchObject({ state: "transmitting", claimId: row.claimId, attempts: 1 });
  });
});
