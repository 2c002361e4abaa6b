import { StartupFault } from "../db/cluster/fault";
import { migrate } from "../db/migrate";

/** Brings the schema up to date; faults in words, without the URL's password. */
export async function prepareDatabase(url: string) {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new StartupFault("DATABASE_URL non è valida. Esempio: postgres://utente:password@host:5432/flussio");
  }
  try {
    await migrate(url);
  } catch (error) {
    const { host, pathname, username } = new URL(url);
    const reason =
      error instanceof Error ? [error, error.cause].map(wordsOf).filter(Boolean).join(" · ") : String(error);
    throw new StartupFault(
      `Non riesco a preparare il database ${pathname.slice(1)} su ${host} con l'utente ${username}.
Controlla che sia acceso e raggiungibile, che esista e che l'utente possa crearvi tabelle.\n\nDettagli tecnici:\n${reason}`,
    );
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
