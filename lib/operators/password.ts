import { hash, verify } from "@node-rs/argon2";

/** argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes; a few tens of ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash to store, with its own salt and parameters. */
export function hashPassword(plain: string): Promise<string> {
  return hash(typed(plain), cost);
}

/** Whether the password is the hashed one; false also for a stored text that is no hash. */
export async function verifyPassword(stored: string, plain: string): Promise<boolean> {
  try {
    return await verify(stored, typed(plain));
  } catch {
    return false;
  }
}

/** Keyboards compose accented letters in different ways. */
function typed(plain: string): string {
  return plain.normalize("NFKC");
}
