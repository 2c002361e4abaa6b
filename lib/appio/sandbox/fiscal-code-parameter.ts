import { type Answer, problem } from "@/lib/appio/sandbox/answer";
import { isFields } from "@/lib/appio/sandbox/codec";

/** Upper case only; the check character and the day are not verified (appio.md §1). */
export const fiscalCodePattern =
  "^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$";

const expression = new RegExp(fiscalCodePattern);
const codec = `string that matches the pattern "${fiscalCodePattern}"`;

export const isFiscalCode = (value: unknown): value is string => typeof value === "string" && expression.test(value);

/** 400 on a malformed fiscal code in the path. */
export const invalidParameter = (value: string): Answer =>
  problem(400, `Invalid ${codec}`, `value [${JSON.stringify(value)}] at [root] is not a valid [${codec}]`);

/** The fiscal code in the body of `POST /profiles`, or the 400 in the words of PagoPA's `readableReport`. */
export function fiscalCodePayload(payload: unknown): string | Answer {
  const name = "Exact<FiscalCodePayload>";
  const refuse = (value: unknown, path: string, as: string) =>
    problem(400, `Invalid ${name}`, `value [${JSON.stringify(value)}] at [root${path}] is not a valid [${as}]`);
  if (!isFields(payload)) return refuse(payload, "", name);
  const fiscalCode = payload.fiscal_code;
  return isFiscalCode(fiscalCode) ? fiscalCode : refuse(fiscalCode, ".0.fiscal_code", codec);
}
