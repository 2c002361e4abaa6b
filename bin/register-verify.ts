import { parseArgs } from "node:util";
import { open } from "../db/client";
import { StartupFault } from "../db/cluster/fault";
import { registerKey, verifyRegister } from "../lib/audit/seal";
import { say, warn } from "./terminal";

const usage = "Uso: DATABASE_URL=… FLUSSIO_KEY=… npm run register:verify -- [--anchor <sigillo annotato>]";

try {
  await main();
} catch (error) {
  if (!(error instanceof StartupFault)) throw error;
  warn(error.message);
  process.exitCode = 1;
}

/** Recomputes the chain of the register; ends with 1 when it was touched. */
async function main() {
  const { values } = parseArgs({ options: { anchor: { type: "string" } } });
  const { DATABASE_URL: url, FLUSSIO_KEY: sealingKey } = process.env;
  if (!url || !sealingKey) throw new StartupFault(`Servono l'indirizzo del database e la chiave di FlussIO.\n${usage}`);
  const { sql } = open(url);
  try {
    const found = await verifyRegister(sql, registerKey(sealingKey), values.anchor ?? null);
    for (const { seal, at, missing } of found.broken) {
      const what = missing > 0 ? `mancano ${missing} voci` : "le voci non sono quelle di allora";
      warn(`Il sigillo ${seal} del ${at.toISOString()} non torna: ${what}.`);
    }
    if (found.anchored === false) warn("Il sigillo annotato non è più nel registro: la sua fine è stata tolta.");
    if (found.broken.length > 0 || found.anchored === false) {
      process.exitCode = 1;
      return;
    }
    say(`Il registro è integro: ${found.entries} voci in ${found.seals} sigilli, ${found.unsealed} da sigillare.`);
    if (found.last) say(`Annota altrove l'ultimo sigillo, per la prossima verifica:\n${found.last}`);
  } finally {
    await sql.end();
  }
}
