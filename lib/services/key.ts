import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const VERSION = "v1";

/** Seals a subscription key for storage: AES-256-GCM, `v1.nonce.tag.text` in base64url. `sealingKey`: 32 bytes in base64. */
export function sealKey(plain: string, sealingKey: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(sealingKey, "base64"), nonce);
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [VERSION, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** The subscription key in clear; throws when the sealing key is another or the text was altered. */
export function openKey(sealed: string, sealingKey: string): string {
  const [version, nonce = "", tag = "", text = ""] = sealed.split(".");
  if (version !== VERSION) throw new Error(`Unknown sealing version ${version}`);
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(sealingKey, "base64"), Buffer.from(nonce, "base64url"));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
}
