import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { atOfUrl, departureForm, whyNotThen } from "@/app/(console)/flussi/[flowId]/invia/conferma/departure-form";

const read = (day: string, time: string) =>
  departureForm.safeParse({ flowId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301", day, time });
const errors = (day: string, time: string) =>
  read(day, time).error?.issues.map(({ path, message }) => [path.join(), message]);

beforeAll(() => void vi.useFakeTimers({ now: new Date("2026-12-01T12:00:00Z"), toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());

describe("a date and a time typed", () => {
  it("are a moment in Italy", () => {
    expect(read("2027-03-01", "09:00").data?.at).toEqual(new Date("2027-03-01T08:00:00Z"));
    expect(read("2027-10-31", "02:30").data?.at).toEqual(new Date("2027-10-31T00:30:00Z"));
  });

  it("are refused, each at its field, when they are no date and no time", () => {
    expect(errors("", "")).toEqual([
      ["day", "Indica la data con giorno, mese e anno."],
      ["time", "Indica l'ora con ore e minuti, per esempio 09:00."],
    ]);
    expect(errors("2027-02-30", "24:00")?.map(([field]) => field)).toEqual(["day", "time"]);
  });

  it("are refused in words when the clocks skip that time", () => {
    expect(errors("2027-03-28", "02:30")).toEqual([
      [
        "time",
        "Quel giorno quest'ora non esiste: nella notte l'orologio passa dalle 2:00 alle 3:00. Scegli un'altra ora.",
      ],
    ]);
  });

  it("are refused at the day when they are past, or too far", () => {
    expect(errors("2025-03-01", "09:00")?.map(([field]) => field)).toEqual(["day"]);
    expect(errors("2125-03-01", "09:00")?.map(([field]) => field)).toEqual(["day"]);
    expect(whyNotThen(new Date("2027-03-01T08:00:00Z"), new Date("2027-03-01T08:00:01Z"))).toBeNull();
  });

  it("come back from the address, which may hold anything", () => {
    expect(atOfUrl("2027-03-01T08:00:00.000Z")).toEqual(new Date("2027-03-01T08:00:00Z"));
    for (const wrong of [undefined, "", "domani", "2027-13-01T00:00:00Z", ["2027-03-01T08:00:00.000Z"]]) {
      expect(atOfUrl(wrong)).toBeNull();
    }
  });
});
