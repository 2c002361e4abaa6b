import fc from "fast-check";
import { expect, it } from "vitest";
import { safeReturn } from "@/app/accesso/safe-return";

it("leads back to the page that was asked for, with its query", () => {
  expect(safeReturn("/flussi/archivio?stato=sent")).toBe("/flussi/archivio?stato=sent");
});

it.each([
  "//evil.example/x",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/%2e//evil.example",
  "/flussi/..//evil.example/a?b",
  "flussi",
  "",
  undefined,
  ["/flussi"],
  "/accesso?ritorno=/accesso",
])("does not leave this site: %s", (value) => expect(safeReturn(value)).toBe("/"));

it("gives a path of this site for whatever is asked", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `/${text}`),
        fc.array(fc.constantFrom("/", "\\", ".", "..", "%2e", "evil.example")).map((parts) => `/${parts.join("")}`),
      ),
      (value) => {
        expect(new URL(safeReturn(value), "http://localhost:3000").origin).toBe("http://localhost:3000");
      },
    ),
  );
});
