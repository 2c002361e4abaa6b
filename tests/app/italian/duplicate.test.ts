import { expect, it } from "vitest";
import { copyNote } from "@/app/italian/duplicate";

const createdAt = new Date("2026-11-23T21:30:00Z");

it("says once of what it is a copy, within the length of a note", () => {
  expect(copyNote({ note: "TARI", createdAt })).toBe("Copia di TARI");
  expect(copyNote({ note: "Copia di TARI", createdAt })).toBe("Copia di TARI");
  expect(copyNote({ note: "", createdAt })).toBe("Copia di flusso del 23/11/2026");
  expect(copyNote({ note: "à".repeat(500), createdAt })).toHaveLength(500);
});
