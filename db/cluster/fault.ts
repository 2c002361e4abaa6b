/** What keeps FlussIO from starting, in Italian with what to do: shown as it is, without a stack. */
export class StartupFault extends Error {
  override name = "StartupFault";
}

const elsewhere = "Per usare un PostgreSQL già installato imposta la variabile DATABASE_URL.";

/** English of initdb, pg_ctl and postgres (LC_ALL=C) → what happened and what to do. First match wins. */
const causes: [pattern: RegExp, words: (directory: string) => string][] = [
  [
    /No space left on device|ENOSPC|Check free disk space|could not extend file|Disk quota exceeded/i,
    (directory) => `Il disco è pieno: il database non può scrivere in ${directory}.\nLibera almeno 200 MB e riavvia.`,
  ],
  [
    /could not look up effective user ID|getpwuid/i,
    () => `L'utente con cui è avviato FlussIO non esiste in /etc/passwd e PostgreSQL non può partire.\n${elsewhere}`,
  ],
  [
    /valid checkpoint record|files are incompatible with server|is not a valid data directory|incorrect checksum in control file|could not open file ".*(pg_control|PG_VERSION|pg_filenode\.map|pg_wal)|could not read (file|from file)|invalid page|PANIC|bogus data|could not find WAL/i,
    damaged,
  ],
  [
    /Permission denied|EACCES|EPERM|Operation not permitted|has wrong ownership|Read-only file system|EROFS/i,
    (directory) =>
      `Permessi insufficienti su ${directory}.\nAvvia FlussIO con l'utente proprietario della cartella, oppure correggi i permessi (chown, chmod) e riavvia.`,
  ],
  [
    /administrative permissions/i,
    () => "PostgreSQL non si avvia con i privilegi di amministratore: avvia FlussIO da un utente normale.",
  ],
  [
    /Cannot allocate memory|out of memory|could not create shared memory|could not resize shared memory/i,
    () => "La memoria non basta per avviare il database.\nChiudi altri programmi e riavvia.",
  ],
  [
    /GLIBC_|error while loading shared libraries|ENOENT|ENOEXEC|Exec format error/i,
    () => `I programmi di PostgreSQL installati da npm non funzionano su questo sistema.\n${elsewhere}`,
  ],
];

export function damaged(directory: string): string {
  return `La cartella dei dati del database è danneggiata: ${directory}
Rimetti al suo posto una copia di sicurezza. Se i dati non servono, cancella tutta la cartella .data
(o quella indicata da FLUSSIO_DATA) e riavvia: FlussIO ne crea una nuova con i contenuti dimostrativi.`;
}

/** The fault for what a PostgreSQL program wrote before failing; the last lines stay visible for whoever helps. */
export function explain(output: string, directory: string): StartupFault {
  const cause = causes.find(([pattern]) => pattern.test(output));
  const words = cause ? cause[1](directory) : `Il database non si avvia (dati in ${directory}).\n${elsewhere}`;
  const tail = output.trim().split("\n").slice(-6).join("\n");
  return new StartupFault(tail ? `${words}\n\nDettagli tecnici:\n${tail}` : words);
}
