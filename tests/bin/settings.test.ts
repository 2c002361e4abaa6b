import { describe, expect, it } from "vitest";
import { readSettings } from "@/bin/settings";

const env = { NODE_ENV: "test" } as const;

describe("the demo content", () => {
  it("fills an embedded database unless told not to, and never one that was given", () => {
    expect(readSettings("production", env).demo).toBe(true);
    expect(readSettings("production", { ...env, FLUSSIO_DEMO: "0" }).demo).toBe(false);
    expect(readSettings("production", { ...env, DATABASE_URL: "postgres://host/database" }).demo).toBe(false);
  });
});
