const table = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200].map((seconds) => seconds * 1000);
const [shortest, longest] = [1000, 24 * 60 * 60_000];

/** Milliseconds before the attempt after `attempt` (0 is the first): the real server's table and its jitter. */
export function backoff(attempt: number): number {
  return (table[Math.min(attempt, table.length - 1)] ?? 0) + Math.random() * 30_000;
}

/** Milliseconds that a Retry-After header (seconds or a date) asks for, between 1 second and 24 hours. */
export function retryAfter(header: string | undefined, now = Date.now()): number | undefined {
  if (!header) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, shortest), longest);
}

/** Milliseconds before an app that refused the connection is tried again for the n-th time (1 is the first). */
export function reconnectDelay(refusals: number): number {
  return Math.min(500 * 2 ** (refusals - 1), 10_000);
}
