import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemsOfNewMessage } from "@/lib/appio/sandbox/new-message";
import { accepted, refused } from "./new-message-inputs";
import { objections, sdk } from "./sdk";

const theirs = (payload: unknown) => objections(sdk.newMessage, payload);
const ours = (payload: unknown) => problemsOfNewMessage(payload).join("\n");

describe("payload of a message", () => {
  it.each(accepted)("accepts %s", (_name, payload) => {
    expect(theirs(payload)).toBe("");
    expect(ours(payload)).toBe("");
  });

  it.each(refused)("refuses %s in PagoPA's words", (_name, payload) => {
    expect(theirs(payload)).not.toBe("");
    expect(ours(payload)).toBe(theirs(payload));
  });
});

const absent = Symbol("absent");
type Slot = fc.Arbitrary<unknown>;

/** An object whose fields are each valid, wrong or missing. */
function object(slots: Record<string, Slot>): Slot {
  const entries = Object.entries(slots).map(([key, slot]) =>
    fc
      .oneof(
        { weight: 6, arbitrary: slot },
        { weight: 1, arbitrary: wrong },
        { weight: 3, arbitrary: fc.constant(absent) },
      )
      .map((value) => [key, value] as const),
  );
  return fc.tuple(...entries).map((pairs) => Object.fromEntries(pairs.filter(([, value]) => value !== absent)));
}
const wrong: Slot = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom(null, "", 0, -1, 3600, true, [], {}, "STANDARD", "2026-01-01T00:00:00Z"),
);
const length = (near: readonly number[]) =>
  fc.constantFrom(...near).chain((size) => fc.constantFrom("a", " ", "é", "\n").map((letter) => letter.repeat(size)));
const digits = (sizes: readonly number[]) =>
  fc.constantFrom(...sizes).chain((size) => fc.stringMatching(new RegExp(`^[0-9]{${size}}$`)));
const fiscalCode = fc.oneof(
  fc.stringMatching(/^[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-T][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/),
  fc.string({ minLength: 15, maxLength: 17 }),
);
const instant = fc.oneof(
  fc
    .date({ noInvalidDate: true, min: new Date("0001-01-01"), max: new Date("9999-12-31") })
    .map((date) => date.toISOString()),
  fc.stringMatching(
    /^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{1,4})?(Z|[+-][0-2][0-9]:?[0-6][0-9])?$/,
  ),
);
const payload = object({
  fiscal_code: fiscalCode,
  time_to_live: fc.constantFrom(3599, 3600, 604_799, 604_800, 604_801, 4000.5),
  feature_level_type: fc.constantFrom("STANDARD", "ADVANCED", "PREMIUM", "toString"),
  default_addresses: object({ email: fc.oneof(fc.emailAddress(), fc.string()) }),
  content: object({
    subject: length([9, 10, 120, 121]),
    markdown: length([79, 80, 10_000, 10_001]),
    require_secure_channels: fc.boolean(),
    due_date: instant,
    payment_data: object({
      amount: fc.constantFrom(0, 1, 99.5, 9_999_999_998, 9_999_999_999, 10_000_000_000),
      notice_number: digits([17, 18, 19]),
      invalid_after_due_date: fc.boolean(),
      payee: object({ fiscal_code: digits([10, 11, 12]) }),
    }),
    prescription_data: object({ nre: digits([14, 15, 16]), iup: digits([16, 17]), prescriber_fiscal_code: fiscalCode }),
    legal_data: object({
      sender_mail_from: fc.constantFrom("", "a@b.it"),
      has_attachment: fc.boolean(),
      message_unique_id: fc.constantFrom("", "1"),
      original_message_url: fc.string(),
      pec_server_service_id: fc.string(),
    }),
    eu_covid_cert: object({ auth_code: fc.string() }),
    third_party_data: object({
      id: fc.string({ maxLength: 3 }),
      original_sender: fc.string({ maxLength: 3 }),
      original_receipt_date: instant,
      has_attachments: fc.boolean(),
      has_remote_content: fc.boolean(),
      has_precondition: fc.constantFrom("ALWAYS", "ONCE", "NEVER", "always"),
      summary: fc.string({ maxLength: 3 }),
      configuration_id: fc.stringMatching(/^[0-9A-Za-z]{25,27}$/),
    }),
  }),
});

describe("any payload", () => {
  it("gets the verdict and the words of PagoPA's codec", () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 20, arbitrary: payload }, { weight: 1, arbitrary: wrong }), (value) => {
        expect(ours(value)).toBe(theirs(value));
      }),
      { numRuns: 1000 },
    );
  });

  it("gets the same verdict on its e-mail address", () => {
    const piece = fc.constantFrom(
      "a",
      "B.c",
      "é",
      "-",
      ".",
      "@",
      '"',
      " ",
      "_",
      "x--y",
      "it",
      "1",
      "xn--p1ai",
      "a".repeat(64),
      "\\",
      "+",
      "\n",
      "\u00a0",
    );
    const address = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(
        fc.oneof(
          address,
          fc.tuple(address, address).map((sides) => sides.join("@")),
          address.map((user) => `"${user}"@comune.it`),
        ),
        (email) => {
          const value = {
            content: { subject: "a".repeat(10), markdown: "a".repeat(80) },
            default_addresses: { email },
          };
          expect(ours(value)).toBe(theirs(value));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
