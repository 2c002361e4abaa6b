import { type Db, open, type Sql } from "@/db/client";
import { type AppIo, createAppIo } from "../appio/client";
import { env } from "../env";

/** What the sending needs of the world: Postgres, App IO, and the key that opens the services' keys. */
export type Engine = { db: Db; sql: Sql; appio: AppIo; sealingKey: string };

/** The engine of this process; kept on globalThis because hot reload duplicates modules. */
export function engine(): Engine {
  const held = globalThis as { flussioEngine?: Engine };
  held.flussioEngine ??= {
    // A pool of its own: a mark or a settle never waits behind a page or a download.
    ...open(env().DATABASE_URL),
    appio: createAppIo(env().APPIO_URL),
    sealingKey: env().FLUSSIO_KEY,
  };
  return held.flussioEngine;
}
