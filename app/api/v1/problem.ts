import { wordProblem } from "@/app/italian/content";
import { wordRefusal } from "@/app/italian/refusals";
import type { Problem } from "@/lib/notifications/content";
import type { Refusal, RefusalCode } from "@/lib/refusal";
import { contentSentence, refusalSentence } from "./english";

/** RFC 9457, in English with its Italian beside it. `errors`: what is wrong with which field. */
export type ApiProblem = {
  status: number;
  code: string;
  title: string;
  detail: string;
  detail_it: string;
  errors?: ApiError[];
};

type ApiError = { pointer: string; code: string; detail: string; detail_it: string };

export function problem(
  { status, code, detail, detail_it, errors }: Omit<ApiProblem, "title">,
  headers: Record<string, string> = {},
): Response {
  const body = { type: "about:blank", title: titles[status] ?? "Error", status, code, detail, detail_it, errors };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  409: "Conflict",
  413: "Content too large",
  415: "Unsupported media type",
  422: "Unprocessable content",
  429: "Too many requests",
};

const statuses: Partial<Record<RefusalCode, number>> = {
  "not-found": 404,
  "not-allowed": 403,
  "invalid-content": 422,
};

export function refused(refusal: Refusal): Response {
  const { code, values } = refusal;
  const errors = "problems" in values ? contentErrors(values.problems, "") : undefined;
  return problem({
    status: statuses[code] ?? 409,
    code,
    detail: refusalSentence(code),
    detail_it: code === "not-found" ? "Non c'è, o non è tra i servizi dell'applicazione." : wordRefusal(refusal),
    errors,
  });
}

/** `within`: the JSON pointer of the object whose fields they are. */
export const contentErrors = (problems: readonly Problem[], within: string): ApiError[] =>
  problems.map((one) => ({
    pointer: `${within}/${apiNames[one.field]}`,
    code: one.code,
    detail: contentSentence(one.code),
    detail_it: wordProblem(one),
  }));

const apiNames: Record<Problem["field"], string> = {
  fiscalCode: "fiscal_code",
  subject: "subject",
  body: "body",
  dueDate: "due_date",
  amount: "amount",
  noticeNumber: "notice_number",
  payableAfterDue: "payable_after_due",
};
