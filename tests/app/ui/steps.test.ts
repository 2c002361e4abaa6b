import { describe, expect, it } from "vitest";
import { type Listing, pageName } from "@/app/ui/listing";
import { stepsOf } from "@/app/ui/steps";

const counted: Listing = {
  ...{ page: 1, size: 20, total: 132, sort: "position", descending: true },
  ...{ sizes: [20], countLimit: 10_000, edges: null },
};
const uncounted = { ...counted, total: 10_001, edges: { first: "9.9", last: "1.1" } };
const to = (pagina?: string, cursor = {}) => ({ pagina, dopo: undefined, prima: undefined, ...cursor });

describe("stepsOf", () => {
  it("leads to page numbers while all rows are counted", () => {
    expect(stepsOf(counted, 20)).toEqual({ next: to("2"), last: to("7") });
    expect(stepsOf({ ...counted, page: 3 }, 20)).toEqual({
      ...{ first: to(), previous: to("2"), next: to("4"), last: to("7") },
    });
    expect(stepsOf({ ...counted, page: 7 }, 12)).toEqual({ first: to(), previous: to("6") });
    expect(stepsOf({ ...counted, total: 20 }, 20)).toEqual({});
  });

  it("goes on from the rows of the page beyond that", () => {
    expect(stepsOf(uncounted, 20)).toEqual({ next: to("2", { dopo: "1.1" }), last: to("-1") });
    expect(stepsOf({ ...uncounted, page: 2 }, 20)).toMatchObject({ first: to(), previous: to() });
    expect(stepsOf({ ...uncounted, page: 700 }, 20)).toEqual({
      ...{ first: to(), previous: to("699", { prima: "9.9" }) },
      ...{ next: to("701", { dopo: "1.1" }), last: to("-1") },
    });
    expect(stepsOf({ ...uncounted, page: 900 }, 7)).not.toHaveProperty("next");
  });

  it("comes back from the end", () => {
    expect(stepsOf({ ...uncounted, page: -1 }, 20)).toEqual({
      ...{ first: to(), previous: to("-2", { prima: "9.9" }) },
    });
    expect(stepsOf({ ...uncounted, page: -2 }, 20)).toMatchObject({ next: to("-1"), last: to("-1") });
    expect(stepsOf({ ...uncounted, page: -3 }, 20)).toMatchObject({ next: to("-2", { dopo: "1.1" }) });
    expect(stepsOf({ ...uncounted, page: -600 }, 5)).not.toHaveProperty("previous");
  });
});

describe("pageName", () => {
  it.each([
    [counted, "Pagina 1 di 7"],
    [{ ...uncounted, page: 1200 }, "Pagina 1.200"],
    [{ ...uncounted, page: -1 }, "Ultima pagina"],
    [{ ...uncounted, page: -12 }, "Pagina 12 dalla fine"],
  ])("%o is %s", (listing, name) => expect(pageName(listing)).toBe(name));
});
