import { describe, expect, it } from "vitest";
import { parse } from "@/lib/env";

const whole = {
  DATABASE_URL: "postgres://u:p@127.0.0.1/flussio",
  INNGEST_BASE_URL: "http://127.0.0.1:8288",
  INNGEST_EVENT_KEY: "k",
  INNGEST_SIGNING_KEY: "ab",
  AUTH_SECRET: "x".repeat(32),
  FLUSSIO_KEY: Buffer.alloc(32).toString("base64"),
};

describe("the environment", () => {
  it("is taken whole", () => {
    expect(parse(whole)).toMatchObject({ APPIO_URL: "https://api.io.pagopa.it/api/v1", FLUSSIO_EMBEDDED: false });
  });

  it.each(Object.keys(whole))("is refused without %s, which is named", (name) => {
    expect(() => parse({ ...whole, [name]: undefined })).toThrow(name);
  });

  it("never shows the value that was wrong", () => {
    expect(() => parse({ ...whole, FLUSSIO_KEY: "secret-value" })).toThrow(/FLUSSIO_KEY/);
    expect(() => parse({ ...whole, FLUSSIO_KEY: "secret-value" })).not.toThrow(/secret-value/);
  });
});
