import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amount,
  atHour,
  calendarDay,
  count,
  day,
  decimal,
  duration,
  euro,
  hour,
  number,
  onDay,
  sinceHour,
  stamp,
} from "@/app/italian/format";

describe("dates", () => {
  it("tells every moment in Italian time, in winter and in summer", () => {
    expect(stamp(new Date("2025-02-28T17:09:32Z"))).toBe("18:09:32 - 28/02/2025");
    expect(stamp(new Date("2025-07-01T17:09:32Z"))).toBe("19:09:32 - 01/07/2025");
    expect(day(new Date("2025-02-28T23:30:00Z"))).toBe("01/03/2025");
    expect(hour(new Date("2025-02-28T23:05:00Z"))).toBe("00:05");
  });

  it.each([
    ["2025-02-28T12:00:00Z", "il 28 febbraio 2025"],
    ["2025-02-01T12:00:00Z", "il 1° febbraio 2025"],
    ["2025-03-08T12:00:00Z", "l'8 marzo 2025"],
    ["2025-03-11T12:00:00Z", "l'11 marzo 2025"],
    ["2025-03-18T12:00:00Z", "il 18 marzo 2025"],
    ["2025-03-31T22:30:00Z", "il 1° aprile 2025"],
  ])("%s is %s", (iso, words) => expect(onDay(new Date(iso))).toBe(words));

  it.each([
    ["2025-02-28T17:09:00Z", "alle 18:09", "dalle 18:09"],
    ["2025-02-28T00:09:00Z", "all'1:09", "dall'1:09"],
    ["2025-02-28T09:00:00Z", "alle 10:00", "dalle 10:00"],
    ["2025-02-27T23:09:00Z", "alle 0:09", "dalle 0:09"],
  ])("%s is %s", (iso, at, since) => {
    expect(atHour(new Date(iso))).toBe(at);
    expect(sinceHour(new Date(iso))).toBe(since);
  });

  it("turns a calendar day round without moving it", () => expect(calendarDay("2025-12-31")).toBe("31/12/2025"));
});

describe("numbers", () => {
  it("always has the dot of the thousands", () => {
    expect(number(1000)).toBe("1.000");
    expect(number(999)).toBe("999");
    expect(number(1234567)).toBe("1.234.567");
  });

  it("says euro with two decimals and the comma", () => {
    expect(euro(123456)).toBe("1.234,56 €");
    expect(amount(0)).toBe("0,00");
    expect(amount(5)).toBe("0,05");
  });

  it("gives back every amount to the cent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (cents) => {
        expect(Number(amount(cents).replaceAll(".", "").replace(",", ""))).toBe(cents);
      }),
    );
  });

  it("agrees the noun with the number", () => {
    expect(count(1, "notifica", "notifiche")).toBe("1 notifica");
    expect(count(2, "notifica", "notifiche")).toBe("2 notifiche");
    expect(count(0, "notifica", "notifiche")).toBe("0 notifiche");
    expect(count(12345, "riga", "righe")).toBe("12.345 righe");
  });

  it("keeps one decimal of a rate", () => expect(decimal(23.96)).toBe("24"));
});

describe("durations", () => {
  it.each([
    [0, "10 secondi"],
    [4, "10 secondi"],
    [31, "40 secondi"],
    [55, "1 minuto"],
    [60, "1 minuto"],
    [299, "5 minuti"],
    [3500, "1 ora"],
    [3600, "1 ora"],
    [3601, "1 ora e 5 minuti"],
    [10_200, "2 ore e 50 minuti"],
    [86_400, "1 giorno"],
    [97_000, "1 giorno e 3 ore"],
  ])("%d seconds are %s", (seconds, words) => expect(duration(seconds)).toBe(words));
});
