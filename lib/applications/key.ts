import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** `flussio_<id>_<secret>`: the id finds its row, the secret is 32 random bytes in base64url. */
const form = /^flussio_([0-9a-f]{32})_([\w-]{43})$/;

/** A new secret, and what is kept of it. */
export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(32).toString("base64url");
  return { secret, hash: hashOf(secret) };
}

/** The key as the application shows it. */
export const writtenKey = (id: string, secret: string) => `flussio_${id.replaceAll("-", "")}_${secret}`;

/** The parts of a key, or null when it is none. */
export function readKey(written: string): { id: string; secret: string } | null {
  const [, hex = "", secret = ""] = form.exec(written) ?? [];
  const id = z.uuid().safeParse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
  return id.success ? { id: id.data, secret } : null;
}

export const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

export const matches = (secret: string, hash: string) =>
  timingSafeEqual(Buffer.from(hashOf(secret), "hex"), Buffer.from(hash, "hex"));
