import { describe, expect, it } from "vitest";
import { type Chaos, type Count, isClean, lastLine, type Row, verdictOn } from "./verdict";

const code = "RSSXXX80A01Z999X";
const sent = row({ state: "sent" });
const uncertain = row({ state: "error", reason: "uncertain" });

function row(fields: Partial<Row>): Row {
  return {
    id: "one",
    fiscalCode: code,
    kind: "allowed",
    state: "registered",
    reason: null,
    postedAt: 1000,
    unanswered: [],
    ...fields,
  };
}
const count = (fields: Partial<Count>): Count => ({
  ...{ fiscalCode: code, posts: 1, stored: 0, refused: 0, failed: 0, unanswered: 0 },
  ...fields,
});
const verdict = (one: Row, counted: Partial<Count> | null, happened: Partial<Chaos> = {}) =>
  verdictOn({ rows: [one], counts: counted ? [count(counted)] : [], kills: [], cuts: [], ...happened });
const numbers = (...of: Parameters<typeof verdict>) => {
  const { duplicates, lost, wrong, unexplained, uncertain: by } = verdict(...of);
  const cause = Object.entries(by).find(([, rows]) => rows > 0)?.[0] ?? null;
  return [duplicates.length, lost.length, wrong.length, unexplained.length, cause];
};
const clean = [0, 0, 0, 0, null];

describe("a row that ends as it must", () => {
  it.each<[string, Row, Partial<Count> | null]>([
    ["sent", sent, { stored: 1 }],
    ["sent, its malformed answer understood", { ...sent, kind: "malformed answer" }, { stored: 1 }],
    ["sent at the second POST, the first refused", sent, { posts: 2, stored: 1, refused: 1 }],
    ["refused", row({ kind: "refused", state: "error", reason: "invalid-content" }), { refused: 1 }],
    ["not on IO", row({ kind: "not on IO", state: "unreachable", reason: "not-on-io" }), null],
    ["recipient forbidden", row({ kind: "recipient forbidden", state: "error", reason: "recipient-forbidden" }), null],
  ])("%s", (_name, one, counted) => {
    expect(numbers(one, counted)).toEqual(clean);
  });
});

describe("duplicates", () => {
  it("are notifications of which two POSTs may have stored a message", () => {
    expect(numbers(sent, { posts: 2, stored: 2 })[0]).toBe(1);
    expect(numbers(sent, { posts: 2, stored: 1, failed: 1 })[0]).toBe(1);
    expect(numbers(uncertain, { posts: 2, unanswered: 1, refused: 0 })[0]).toBe(1);
  });

  it("are none when the server surely refused all but one", () => {
    expect(numbers(sent, { posts: 3, stored: 1, refused: 2 })[0]).toBe(0);
  });
});

describe("lost", () => {
  it("are rows without an end and sent rows that the server never saw", () => {
    expect(numbers(row({}), null)).toEqual([0, 1, 0, 0, null]);
    expect(numbers(row({ state: "transmitting" }), { stored: 1 })).toEqual([0, 1, 0, 0, null]);
    expect(numbers(sent, null)).toEqual([0, 1, 0, 0, null]);
    expect(numbers(sent, { posts: 1, stored: 0, refused: 1 })).toEqual([0, 1, 0, 0, null]);
  });
});

describe("wrong", () => {
  it.each<[string, Row, Partial<Count> | null]>([
    ["sent although the answer was a 5xx", sent, { stored: 1, failed: 1 }],
    ["sent although the answer never came", sent, { stored: 1, unanswered: 1 }],
    ["another state than the kind's", row({ state: "error", reason: "no-answer" }), null],
    [
      "the right state for another reason",
      row({ kind: "refused", state: "error", reason: "no-answer" }),
      { refused: 1 },
    ],
    ["refused without having been posted", row({ kind: "refused", state: "error", reason: "invalid-content" }), null],
    ["posted although not on IO", row({ kind: "not on IO", state: "unreachable", reason: "not-on-io" }), { stored: 1 }],
    ["uncertain although nothing may leave", row({ ...uncertain, kind: "not on IO" }), null],
  ])("%s", (_name, one, counted) => {
    expect(numbers(one, counted)[2]).toBe(1);
  });
});

describe("an uncertain row", () => {
  const kills = [
    { part: "app", marked: new Map([["another", 1000]]) },
    { part: "postgres", marked: new Map([["one", 1000]]) },
  ];

  it("is explained by its answer", () => {
    expect(numbers(uncertain, { failed: 1 })).toEqual([0, 0, 0, 0, "5xx"]);
    expect(numbers(uncertain, { stored: 1, unanswered: 1 })).toEqual([0, 0, 0, 0, "answer lost"]);
  });

  it("is explained by the kill that found it marked, and only by that mark", () => {
    expect(numbers(uncertain, { stored: 1 }, { kills })).toEqual([0, 0, 0, 0, "kill"]);
    expect(numbers({ ...uncertain, postedAt: 2000 }, { stored: 1 }, { kills })).toEqual([0, 0, 0, 1, "unexplained"]);
    expect(verdict(uncertain, { stored: 1 }, { kills }).kills).toEqual([
      { part: "app", uncertain: 0, unseen: 0 },
      { part: "postgres", uncertain: 1, unseen: 0 },
    ]);
  });

  it("counts as unseen when no POST reached the server", () => {
    expect(verdict(uncertain, null, { kills }).kills[1]).toEqual({ part: "postgres", uncertain: 1, unseen: 1 });
    expect(verdict(uncertain, null).unseenOtherwise).toBe(1);
  });

  it("is explained by connections cut while it was on its way", () => {
    const cut = { ...uncertain, unanswered: [{ from: 5000, to: 9000 }] };
    expect(numbers(cut, null, { cuts: [7000] })).toEqual([0, 0, 0, 0, "connection cut"]);
    expect(numbers(cut, null, { cuts: [20_000] })).toEqual([0, 0, 0, 1, "unexplained"]);
  });

  it("is unexplained otherwise", () => {
    expect(numbers(uncertain, { stored: 1 })).toEqual([0, 0, 0, 1, "unexplained"]);
    expect(numbers(uncertain, null)).toEqual([0, 0, 0, 1, "unexplained"]);
  });
});

describe("the last line", () => {
  it("holds every number", () => {
    const all = verdictOn({
      rows: [sent, { ...uncertain, id: "two", fiscalCode: "BNCXXX80A01Z999X" }],
      counts: [count({ posts: 2, stored: 2 })],
      kills: [{ part: "app", marked: new Map() }],
      cuts: [],
    });
    expect(lastLine(all)).toBe("chaos kills=1 duplicates=1 lost=0 wrong=0 uncertain=1 unexplained=1");
    expect(isClean(all)).toBe(false);
    expect(isClean(verdict(sent, { stored: 1 }))).toBe(true);
    expect(isClean(verdict(uncertain, { failed: 1 }))).toBe(true);
  });
});
