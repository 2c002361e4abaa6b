import { type Db, open, type Sql } from "@/db/client";
import { type AppIo, createAppIo } from "../appio/client";
import { env } from "../env";

/** What the sending needs of the world: Postgres, App IO, and the key that opens the services' keys. */
export type Engine = {
  db: Db;
  sql: Sql;
  appio: AppIo;
  sealingKey: string;
  /** Aborted when the process is asked to end. */
  ending?: AbortSignal;
};

/**
 * Every statement of the sending finds its rows by an index. A plan made while the table was small would read the whole
 * of it instead, and a connection keeps its plans: measured, three times the CPU a row at 100,000 rows.
 */
export const byIndex = { enable_seqscan: "off", enable_hashjoin: "off" };

type Held = { engine: Engine; ending: AbortController; work: Set<Promise<unknown>> };

// Kept on globalThis because modules are there more than once: by hot reload, and by the bundles of a server.
const held = () => (globalThis as { flussioEngine?: Held }).flussioEngine;

/** The engine of this process. */
export function engine(): Engine {
  const known = held();
  if (known) return known.engine;
  const ending = new AbortController();
  const made: Engine = {
    // A pool of its own: a mark or a settle never waits behind a page or a download.
    ...open(env().DATABASE_URL, { max: 6, connection: byIndex }),
    appio: createAppIo(env().APPIO_URL),
    sealingKey: env().FLUSSIO_KEY,
    ending: ending.signal,
  };
  Object.assign(globalThis, { flussioEngine: { engine: made, ending, work: new Set() } satisfies Held });
  return made;
}

/** Work that the end of the process waits for. */
export function during<Result>(work: Promise<Result>): Promise<Result> {
  const all = held()?.work;
  all?.add(work);
  work.finally(() => all?.delete(work)).catch(() => {});
  return work;
}

/** Begins nothing else, and lets what was posted be written down. */
export async function endEngine(): Promise<void> {
  const known = held();
  known?.ending.abort();
  while (known && known.work.size > 0) await Promise.allSettled([...known.work]);
}
