/**
 * Runs once in each server process before the first request: a wrong configuration stops it here, with its reason. When
 * the process is asked to end, what it has posted is written down first; `next start` leaves the signal to us when
 * NEXT_MANUAL_SIG_HANDLE is set.
 */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("./lib/env");
  env();
  if (!process.env.NEXT_MANUAL_SIG_HANDLE) return;
  const [{ endEngine }, { endThread }] = await Promise.all([
    import("./lib/sending/engine"),
    import("./inngest/thread/thread"),
  ]);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void Promise.allSettled([endEngine(), endThread()]).then(() => process.exit(0)));
  }
}
