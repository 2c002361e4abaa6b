import { describe, expect, it } from "vitest";
import { isFromHere } from "@/app/same-origin";

const request = (headers: Record<string, string>) =>
  new Request("http://127.0.0.1:3000/x", { method: "POST", headers: { host: "localhost:3000", ...headers } });

describe("isFromHere", () => {
  it.each<[Record<string, string>, boolean]>([
    [{ "sec-fetch-site": "same-origin" }, true],
    [{ "sec-fetch-site": "same-site" }, false],
    [{ "sec-fetch-site": "cross-site", origin: "http://localhost:3000" }, false],
    [{ origin: "http://localhost:3000" }, true],
    [{ origin: "http://localhost:3001" }, false],
    [{ origin: "https://example.org" }, false],
    [{ origin: "null" }, false],
    [{}, true],
  ])("%j is %s", (headers, expected) => {
    expect(isFromHere(request(headers))).toBe(expected);
  });
});
