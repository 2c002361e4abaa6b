import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { StartupFault } from "../db/cluster/fault";
import { username as usernameRule } from "../lib/operators/form";
import { newPassword, passwordRule, tellsUsername } from "../lib/operators/password-rule";
import { createAdministrator } from "./administrator";
import { prepareDatabase } from "./prepare-database";
import { askHidden } from "./prompt";
import { say, warn } from "./terminal";

const usage = 'Uso: npm run admin:create -- <nome utente> "<nome e cognome>" [--force]';

try {
  await main();
} catch (error) {
  if (!(error instanceof StartupFault)) throw error;
  warn(error.message);
  process.exitCode = 1;
}

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { force: { type: "boolean", default: false } },
  });
  const [username, name] = positionals.map((text) => text.trim());
  if (!username || !name || positionals.length !== 2) throw new StartupFault(usage);
  const named = usernameRule.safeParse(username);
  if (!named.success) throw new StartupFault(`Nome utente non valido. ${named.error.issues[0]?.message}`);
  const url = process.env.DATABASE_URL;
  if (!url) {
    throw new StartupFault(
      "Imposta DATABASE_URL con l'indirizzo del database. Con il database incorporato ci sono gli account dimostrativi stampati da npm start.",
    );
  }
  const { password, generated } = await choosePassword(named.data);
  await prepareDatabase(url);
  const outcome = await createAdministrator(url, { username: named.data, name, password }, values.force);
  if (outcome === "administrator-exists") {
    throw new StartupFault(
      "Esiste già un amministratore: può creare lui gli altri operatori. Per aggiungerne uno comunque usa --force.",
    );
  }
  if (outcome === "username-taken") throw new StartupFault(`Il nome utente ${named.data} esiste già.`);
  say(`Creato l'amministratore ${named.data} (${name}).`);
  if (generated) say(`Password: ${password}\nNon sarà più mostrata: conservala al sicuro.`);
}

/** Asked at a terminal; generated when the answer is empty or nobody can answer. */
async function choosePassword(username: string): Promise<{ password: string; generated: boolean }> {
  if (process.stdin.isTTY) {
    const password = await askHidden("Password (Invio per generarne una): ");
    if (password) {
      const chosen = newPassword.safeParse(password);
      if (!chosen.success) throw new StartupFault(chosen.error.issues[0]?.message ?? passwordRule);
      if (tellsUsername(password, username)) throw new StartupFault("La password contiene il nome utente.");
      if ((await askHidden("Ripeti la password: ")) !== password)
        throw new StartupFault("Le due password sono diverse.");
      return { password, generated: false };
    }
  }
  return { password: randomBytes(15).toString("base64url"), generated: true };
}
