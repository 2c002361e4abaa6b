import { createHmac, hkdfSync } from "node:crypto";
import type { Sql } from "@/db/client";

/** The key of the register's MACs, from the one that the installation keeps (32 bytes in base64). */
export const registerKey = (sealingKey: string): Buffer =>
  Buffer.from(hkdfSync("sha256", Buffer.from(sealingKey, "base64"), "", "flussio register", 32));

type Entry = { id: string; at: string; actor: string; verb: string; subject: string | null; detail: string };

/** An entry as it is sealed; Postgres writes the moment and the detail in one way only. */
const columns = (
  sql: Sql,
) => sql`e.id::text as id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at,
  e.actor, e.verb, e.subject_id::text as subject, e.detail::text as detail`;

const lineOf = ({ id, at, actor, verb, subject, detail }: Entry) =>
  `${JSON.stringify([id, at, actor, verb, subject, detail])}\n`;

/** Held in memory at a time, however many there are. */
const batch = 1_000;

/** One sealing at a time, over all processes; read committed, so that what follows it sees the seal made before. */
const lock = 7_346_201;

/**
 * Puts the committed entries that no seal holds yet under a new one, whose MAC includes that of the seal before. Answers
 * how many. Entries commit out of the order of their ids: one that comes late is in a later seal.
 */
export async function sealRegister(sql: Sql, key: Buffer): Promise<number> {
  return sql.begin(async (tx) => {
    const [free] = await tx<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${lock}) as mine`;
    if (!free?.mine) return 0;
    const [last] = await tx<{ mac: string }[]>`select mac from audit_seals order by id desc limit 1`;
    const mac = createHmac("sha256", key).update(`${last?.mac ?? ""}\n`);
    const ids: bigint[] = [];
    // No transaction stays open for a day: what is below the seals of the last one is sealed or was never written.
    const rows = tx<Entry[]>`
      with recent as (select entries from audit_seals where at > now() - interval '1 day'),
        from_id as (select coalesce((select max(upper(entries)) from audit_seals
          where at <= now() - interval '1 day'), 0) as id),
        sealed as (select coalesce(range_agg(entries), '{}') as ids from recent)
      select ${columns(sql)} from audit_entries e, from_id, sealed
      where e.id >= from_id.id and not e.id <@ sealed.ids order by e.id`.cursor(batch);
    for await (const some of rows) {
      for (const entry of some) {
        mac.update(lineOf(entry));
        ids.push(BigInt(entry.id));
      }
    }
    if (ids.length === 0) return 0;
    await tx`
      insert into audit_seals (entries, count, mac)
      values (${rangesOf(ids)}::int8multirange, ${ids.length}, ${mac.digest("hex")})`;
    return ids.length;
  });
}

/** Ascending ids as Postgres writes a multirange: {[1,4),[7,8)}. */
export function rangesOf(ids: readonly bigint[]): string {
  const ranges: [bigint, bigint][] = [];
  for (const id of ids) {
    const last = ranges.at(-1);
    if (last && last[1] === id) last[1] = id + 1n;
    else ranges.push([id, id + 1n]);
  }
  return `{${ranges.map(([from, to]) => `[${from},${to})`).join(",")}}`;
}

export type BrokenSeal = { seal: number; at: Date; missing: number };

export type Verified = {
  seals: number;
  entries: number;
  /** Written since the last seal. */
  unsealed: number;
  broken: BrokenSeal[];
  /** The MAC of the last seal; null without any. Written down elsewhere, it shows if the last seals are removed. */
  last: string | null;
  /** Whether the MAC that was written down is in the chain; null when none was given. */
  anchored: boolean | null;
};

/** Recomputes the whole chain: an entry that was changed, added or removed breaks its seal. */
export async function verifyRegister(sql: Sql, key: Buffer, anchor: string | null = null): Promise<Verified> {
  const found: Verified = {
    seals: 0,
    entries: 0,
    unsealed: 0,
    broken: [],
    last: null,
    anchored: anchor ? false : null,
  };
  const seals = sql<{ id: string; at: Date; entries: string; count: number; mac: string }[]>`
    select id::text as id, at, entries::text as entries, count, mac from audit_seals order by audit_seals.id`.cursor(
    batch,
  );
  for await (const some of seals) {
    for (const { id, at, entries, count, mac } of some) {
      const recomputed = createHmac("sha256", key).update(`${found.last ?? ""}\n`);
      let present = 0;
      const rows = sql<Entry[]>`
        select ${columns(sql)} from audit_entries e
        where e.id >= lower(${entries}::int8multirange) and e.id < upper(${entries}::int8multirange)
          and e.id <@ ${entries}::int8multirange order by e.id`.cursor(batch);
      for await (const group of rows) {
        present += group.length;
        for (const entry of group) recomputed.update(lineOf(entry));
      }
      if (recomputed.digest("hex") !== mac)
        found.broken.push({ seal: Number(id), at: new Date(at), missing: count - present });
      found.seals += 1;
      found.entries += count;
      found.last = mac;
      if (anchor === mac) found.anchored = true;
    }
  }
  const [rest] = await sql<{ n: number }[]>`
    select count(*)::int as n from audit_entries
    where not id <@ coalesce((select range_agg(entries) from audit_seals), '{}')`;
  found.unsealed = rest?.n ?? 0;
  return found;
}
