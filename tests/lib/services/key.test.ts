import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openKey, sealKey } from "@/lib/services/key";

const sealingKey = randomBytes(32).toString("base64");

describe("the sealed key of a service", () => {
  it("opens with the right key only, and never looks the same twice", () => {
    const sealed = sealKey("abc", sealingKey);
    expect(openKey(sealed, sealingKey)).toBe("abc");
    expect(sealKey("abc", sealingKey)).not.toBe(sealed);
    expect(() => openKey(sealed, randomBytes(32).toString("base64"))).toThrow();
  });

  it("shows that it was altered", () => {
    const parts = sealKey("abc", sealingKey).split(".");
    const text = Buffer.from(parts[3]!, "base64url");
    text[0] = text[0]! ^ 1;
    expect(() => openKey([...parts.slice(0, 3), text.toString("base64url")].join("."), sealingKey)).toThrow();
  });
});
