import { describe, expect, it } from "vitest";
import { type Listing, pagesOf, shownRows } from "@/app/ui/listing";

const listing: Listing = {
  page: 1,
  size: 20,
  total: 132,
  edges: null,
  sort: "created",
  descending: true,
  sizes: [20, 50, 100],
  countLimit: 10_000,
};

describe("what a list shows", () => {
  it.each([
    [listing, 20, "Visualizzati 1 - 20 di 132"],
    [{ ...listing, page: 7 }, 12, "Visualizzati 121 - 132 di 132"],
    [{ ...listing, page: 60, total: 1200 }, 20, "Visualizzati 1.181 - 1.200 di 1.200"],
    [{ ...listing, total: 10_001 }, 20, "Visualizzati 1 - 20 di oltre 10.000"],
    [{ ...listing, total: 0 }, 0, "Nessun risultato"],
  ])("is said in words", (where, rows, words) => expect(shownRows(where, rows)).toBe(words));

  it("has as many pages as its rows need", () => {
    expect(pagesOf(listing)).toBe(7);
    expect(pagesOf({ ...listing, total: 140 })).toBe(7);
    expect(pagesOf({ ...listing, total: 0 })).toBe(1);
  });

  it("does not count pages beyond what is counted", () => expect(pagesOf({ ...listing, total: 10_001 })).toBeNull());
});
