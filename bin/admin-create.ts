import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { StartupFault } from "../db/cluster/fault";
import { createAdministrator } from "./administrator";
import { prepareDatabase } from "./prepare-database";
import { askHidden } from "./prompt";
import { say, warn } from "./terminal";

const usage = 'Uso: npm run admin:create -- <nome utente> "<nome e cognome>" [--force]';
const minimumLength = 12;

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
  if (!/^[a-z0-9][a-z0-9._-]{2,59}$/.test(username.toLowerCase())) {
    throw new StartupFault("Nome utente non valido: da 3 a 60 lettere senza accenti, cifre, punti, trattini.");
  }
  const url = process.env.DATABASE_URL;
  if (!url) {
    throw new StartupFault(
      "Imposta DATABASE_URL con l'indirizzo del database. Con il database incorporato ci sono gli account dimostrativi stampati da npm start.",
    );
  }
  const { password, generated } = await choosePassword();
  await prepareDatabase(url);
  const outcome = await createAdministrator(url, { username: username.toLowerCase(), name, password }, values.force);
  if (outcome === "administrator-exists") {
    throw new StartupFault(
      "Esiste già un amministratore: può creare lui gli altri operatori. Per aggiungerne uno comunque usa --force.",
    );
  }
  if (outcome === "username-taken") throw new StartupFault(`Il nome utente ${username.toLowerCase()} esiste già.`);
  say(`Creato l'amministratore ${username.toLowerCase()} (${name}).`);
  if (generated) say(`Password: ${password}\nNon sarà più mostrata: conservala al sicuro.`);
}

/** Asked at a terminal; generated when the answer is empty or nobody can answer. */
async function choosePassword(): Promise<{ password: string; generated: boolean }> {
  if (process.stdin.isTTY) {
    const password = await askHidden("Password (Invio per generarne una): ");
    if (password) {
      if (password.length < minimumLength)
        throw new StartupFault(`La password deve avere almeno ${minimumLength} caratteri.`);
      if ((await askHidden("Ripeti la password: ")) !== password)
        throw new StartupFault("Le due password sono diverse.");
      return { password, generated: false };
    }
  }
  return { password: randomBytes(15).toString("base64url"), generated: true };
}
