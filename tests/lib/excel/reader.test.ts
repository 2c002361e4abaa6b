import { afterAll, describe, expect, it } from "vitest";
import { withReader } from "@/lib/excel/reader";
import { fiscalCodeOf } from "@/tests/support/people";
import { headings, workbooks } from "@/tests/support/workbook";

const files = workbooks();
afterAll(() => files.remove());

const service = { maxPaymentAmount: 0, testing: false, testFiscalCodes: [] };
const body = "Gentile cittadina, gentile cittadino, questo è un messaggio di prova abbastanza lungo per App IO.";
const row = (n: number) => [fiscalCodeOf(n), "Oggetto di prova", body];

describe("withReader", () => {
  it("hands over one message of the reading for each answer, from a thread", async () => {
    const file = await files.of([headings, ...Array.from({ length: 2_500 }, (_, n) => row(n + 1))]);
    const types = await withReader(async (open) => {
      const reader = open({ file, service, template: null });
      return [await reader.next(), await reader.next(), await reader.next(), await reader.next()].map(
        ({ type }) => type,
      );
    });
    expect(types).toEqual(["sheet", "rows", "rows", "end"]);
  });

  it("gives no more rows once they are not wanted", async () => {
    const file = await files.of([headings, ["x", "y", "z"], ...Array.from({ length: 2_500 }, (_, n) => row(n + 1))]);
    const types = await withReader(async (open) => {
      const reader = open({ file, service, template: null });
      return [await reader.next(), await reader.next(), await reader.next(false)].map(({ type }) => type);
    });
    expect(types).toEqual(["sheet", "problem", "end"]);
  });

  it("throws what makes a file unreadable, with its values", async () => {
    const file = await files.of([headings]);
    await expect(
      withReader(async (open) => {
        const reader = open({ file, service, template: null });
        await reader.next();
        await reader.next();
      }),
    ).rejects.toMatchObject({ name: "Unreadable", reason: "no-rows", values: { sheet: "Foglio1" } });
  });

  it("lets no more than two files be read at once, and gives back the place of one that failed", async () => {
    let [now, most] = [0, 0];
    const uses = Array.from({ length: 6 }, (_, n) =>
      withReader(async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((go) => setTimeout(go, 20));
        now -= 1;
        if (n % 2 === 0) throw new Error("failed");
      }),
    );
    const ended = await Promise.allSettled(uses);
    expect(ended.map(({ status }) => status)).toEqual(
      Array.from({ length: 3 }, () => ["rejected", "fulfilled"]).flat(),
    );
    expect(most).toBe(2);
  });
});
