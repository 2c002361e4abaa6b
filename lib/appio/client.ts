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

/** The whole call, in milliseconds; shorter than a claim (lib/sending/claim.ts), so that no POST outlives its mark. */
export const CALL_TIMEOUT = 25_000;
const CONNECT_TIMEOUT = 5_000;
const LARGEST_ANSWER = 1_000_000;

/** The largest pause that is obeyed, in seconds: a wrong header must not stop an ente for a month. */
const LONGEST_PAUSE = 300;

/**
 * A client for the service-sender API at `baseUrl` (`…/api/v1`; a bare origin gets that path). No redirects and no
 * retries: who calls decides. Idle connections close before the gateway closes them, which would look like a lost answer.
 */
export function createAppIo(baseUrl: string): AppIo {
  const url = new URL(baseUrl);
  const base = url.pathname === "/" ? "/api/v1" : url.pathname.replace(/\/+$/, "");
  const pool = new Pool(url.origin, {
    // No cap: the budget and the lanes pace the calls, and a marked POST must never wait for a connection.
    connections: null,
    pipelining: 1,
    connectTimeout: CONNECT_TIMEOUT,
    headersTimeout: CALL_TIMEOUT,
    bodyTimeout: CALL_TIMEOUT,
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
        signal: AbortSignal.timeout(CALL_TIMEOUT),
      });
      const text = await response.body.text();
      const header = (name: string) => [response.headers[name]].flat()[0] ?? null;
      return {
        kind: "answered",
        status: response.statusCode,
        body: parsed(text),
        location: header("location"),
        // The gateway renames Retry-After (appio.md §3).
        retryAfter: pause(header("x-rate-limit-retry-after") ?? header("retry-after")),
        durationMs: durationMs(),
      };
    } catch (error) {
      return { ...failureOf(error), durationMs: durationMs() };
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

function pause(value: string | null): number | null {
  const seconds = Number(value);
  return value !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, LONGEST_PAUSE) : null;
}

/** A certificate that was refused: no request leaves before the handshake. */
const certificate = /^(ERR_TLS_CERT_\w+|CERT_\w+|\w+_CERT\w*|UNABLE_TO_\w+)$/;

/**
 * Surely not sent only when the connection itself was not made. The same code on a connection in use (EHOSTUNREACH,
 * ECONNRESET…) may come after the request was taken: there the system call is not `connect`.
 */
function failureOf(error: unknown): { kind: "unreached" | "unanswered"; code: string } {
  const first = error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
  const { code, syscall } =
    first instanceof Error ? { code: textOf(first, "code"), syscall: textOf(first, "syscall") } : {};
  const unmade = syscall === "connect" || syscall === "getaddrinfo" || code === "UND_ERR_CONNECT_TIMEOUT";
  const kind = unmade || certificate.test(code ?? "") ? "unreached" : "unanswered";
  return { kind, code: code ?? (first instanceof Error ? first.name : "unknown") };
}

const textOf = (error: Error, field: "code" | "syscall"): string | undefined => {
  const value: unknown = Reflect.get(error, field);
  return typeof value === "string" ? value : undefined;
};
