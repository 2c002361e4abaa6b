/** Requests of the last minute, by key; of this process alone: with more of them each grants as many. */
const windows = new Map<string, { startedAt: number; count: number }>();

const minute = 60_000;

/** What the standard headers of a limited resource tell (RFC 9110, draft-ietf-httpapi-ratelimit-headers). */
export type Rate = { allowed: boolean; limit: number; remaining: number; resetSeconds: number };

/** Counts a request of a key. */
export function takeRate(keyId: string, limit: number, now = Date.now()): Rate {
  let window = windows.get(keyId);
  if (!window || now - window.startedAt >= minute) {
    window = { startedAt: now, count: 0 };
    windows.set(keyId, window);
  }
  window.count += 1;
  return {
    allowed: window.count <= limit,
    limit,
    remaining: Math.max(0, limit - window.count),
    resetSeconds: Math.ceil((window.startedAt + minute - now) / 1000),
  };
}
