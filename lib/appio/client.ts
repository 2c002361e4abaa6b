import { performance } from "node:perf_hooks";
import { Pool } from "undici";
import type { NewMessage } from "./contract";
import type { Answer } from "./outcome";

/** The three calls of App IO that FlussIO makes. They never throw: every ending is an `Answer`. */
export type AppIo = {
  profile(key: string, fiscalCode: string): Promise<Answer>;
  submit(key: string, message: NewMessage): Promise<Answer>;
  message(key: string, fiscalCode: string, id: string): Promise<Answer>;
  close(): Promise<void>;
};

const ANSWER_TIMEOUT = 20_000;
const CONNECT_TIMEOUT = 5_000;
const LARGEST_ANSWER = 1_000_000;

/** Errors after which the request cannot have reached the other side; every other one may have come too late to know. */
const unreached =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_\w+|\w*CERT\w*|UNABLE_TO_\w+|SELF_SIGNED_\w+)$/;

/**
 * A client for the service-sender API at `baseUrl` (`…/api/v1`; a bare origin gets that path). No redirects and no
 * retries: who calls decides. Idle connections close before the gateway closes them, which would look like a lost answer.
 */
export function createAppIo(baseUrl: string, connections = 64): AppIo {
  const url = new URL(baseUrl);
  const base = url.pathname === "/" ? "/api/v1" : url.pathname.replace(/\/+$/, "");
  const pool = new Pool(url.origin, {
    connections,
    pipelining: 1,
    connectTimeout: CONNECT_TIMEOUT,
    headersTimeout: ANSWER_TIMEOUT,
    bodyTimeout: ANSWER_TIMEOUT,
    keepAliveTimeout: 4_000,
    maxResponseSize: LARGEST_ANSWER,
  });

  async function call(key: string, method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
    const started = performance.now();
    const durationMs = () => Math.round(performance.now() - started);
    try {
      const response = await pool.request({
        method,
        path: base + path,
        headers: { "ocp-apim-subscription-key": key, "content-type": "application/json", accept: "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.body.text();
      const header = (name: string) => [response.headers[name]].flat()[0] ?? null;
      return {
        kind: "answered",
        status: response.statusCode,
        body: parsed(text),
        location: header("location"),
        // The gateway renames Retry-After (appio.md §3).
        retryAfter: seconds(header("x-rate-limit-retry-after") ?? header("retry-after")),
        remaining: seconds(header("x-rate-limit-remaining")),
        durationMs: durationMs(),
      };
    } catch (error) {
      const code = codeOf(error);
      return { kind: unreached.test(code) ? "unreached" : "unanswered", code, durationMs: durationMs() };
    }
  }

  return {
    profile: (key, fiscalCode) => call(key, "POST", "/profiles", { fiscal_code: fiscalCode }),
    submit: (key, message) => call(key, "POST", "/messages", message),
    message: (key, fiscalCode, id) =>
      call(key, "GET", `/messages/${encodeURIComponent(fiscalCode)}/${encodeURIComponent(id)}`),
    close: () => pool.close(),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function seconds(value: string | null): number | null {
  const number = Number(value);
  return value !== null && Number.isFinite(number) && number >= 0 ? number : null;
}

function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
    if (at instanceof AggregateError && at.errors[0] instanceof Error) return codeOf(at.errors[0]);
  }
  return error instanceof Error ? error.name : "unknown";
}
