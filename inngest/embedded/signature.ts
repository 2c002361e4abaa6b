import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** RFC 8785 (JCS) for values that came from JSON: members sorted by UTF-16 code units, no spaces. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

const prefixOf = (signingKey: string) => /^signkey-\w+-/.exec(signingKey)?.[0] ?? "";

/** Value of x-inngest-signature: HMAC-SHA256 of the canonical body and the Unix time, valid 5 minutes in the SDK. */
export function signatureOf(canonicalBody: string, signingKey: string, now = Date.now()): string {
  const seconds = Math.round(now / 1000).toString();
  const key = signingKey.slice(prefixOf(signingKey).length);
  const digest = createHmac("sha256", key)
    .update(canonicalBody + seconds)
    .digest("hex");
  return `t=${seconds}&s=${digest}`;
}

/** What the SDK sends as bearer token: SHA-256 of the key's bytes, its prefix kept. */
export function hashedSigningKey(signingKey: string): string {
  const prefix = prefixOf(signingKey);
  const bytes = Buffer.from(signingKey.slice(prefix.length), "hex");
  return prefix + createHash("sha256").update(bytes).digest("hex");
}

/** Compares two secrets in constant time whatever their lengths. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
