import { setMaxListeners } from "node:events";
import { performance } from "node:perf_hooks";
import { buildConnector, Pool } from "undici";
import type { NewMessage } from "./contract";
import type { Answer, Failure } from "./outcome";

/** The three calls of App IO that FlussIO makes. They never throw: every ending is an `Answer`. */
export type AppIo = ReturnType<typeof createAppIo>;

/** Milliseconds; a whole call is shorter than a claim (lib/sending/claim.ts). */
const CONNECT_TIMEOUT = 5_000;
const HEADERS_TIMEOUT = 20_000;
const BODY_TIMEOUT = 5_000;
/** A whole call, however its answer drips (a test waits less); calls begun within some seconds share their deadline. */
const WHOLE = 35_000;
const SHARED = 5_000;
/** Idle connections close before the gateway closes them, which would look like a lost answer. */
const KEEP_ALIVE = 4_000;
/** In bytes. */
const LARGEST_ANSWER = 1_000_000;

/** The largest pause that is obeyed, in seconds: a wrong header must not stop an ente for a month. */
const LONGEST_PAUSE = 300;

/**
 * A client for the service-sender API at `baseUrl` (`…/api/v1`; a bare origin gets that path). No redirects and no
 * retries: who calls decides. No cap on connections: the budget and the lanes pace the calls, and a marked POST must
 * never wait for a connection.
 */
export function createAppIo(baseUrl: string, whole = WHOLE) {
  const url = new URL(baseUrl);
  const base = url.pathname === "/" ? "/api/v1" : url.pathname.replace(/\/+$/, "");
  const pool = new Pool(url.origin, {
    connections: null,
    pipelining: 1,
    connect: tellingWhenUnmade(buildConnector({ timeout: CONNECT_TIMEOUT })),
    headersTimeout: HEADERS_TIMEOUT,
    bodyTimeout: BODY_TIMEOUT,
    keepAliveTimeout: KEEP_ALIVE,
    maxResponseSize: LARGEST_ANSWER,
  });

  let deadline = { signal: AbortSignal.timeout(0), until: 0 };
  function wholeCall(): AbortSignal {
    if (performance.now() > deadline.until) {
      deadline = { signal: AbortSignal.timeout(whole), until: performance.now() + SHARED };
      setMaxListeners(0, deadline.signal);
    }
    return deadline.signal;
  }

  async function call(key: string, method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
    const started = performance.now();
    const durationMs = () => Math.round(performance.now() - started);
    try {
      const response = await pool.request({
        method,
        path: base + path,
        headers: { "ocp-apim-subscription-key": key, "content-type": "application/json", accept: "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
        signal: wholeCall(),
      });
      const text = await response.body.text();
      const header = (name: string) => [response.headers[name]].flat()[0] ?? null;
      return {
        kind: "answered",
        status: response.statusCode,
        body: parsed(text),
        location: header("location"),
        // The gateway renames Retry-After (appio.md §3).
        retryAfter: amount(header("x-rate-limit-retry-after") ?? header("retry-after"), LONGEST_PAUSE),
        remaining: amount(header("x-rate-limit-remaining"), Number.POSITIVE_INFINITY),
        durationMs: durationMs(),
      };
    } catch (error) {
      return { kind: "failed", ...failureOf(error), durationMs: durationMs() };
    }
  }

  return {
    profile: (key: string, fiscalCode: string) => call(key, "POST", "/profiles", { fiscal_code: fiscalCode }),
    submit: (key: string, message: NewMessage) => call(key, "POST", "/messages", message),
    message: (key: string, fiscalCode: string, id: string) =>
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

function amount(value: string | null, most: number): number | null {
  const number = Number(value?.trim() || Number.NaN);
  return Number.isFinite(number) && number >= 0 ? Math.min(number, most) : null;
}

/** The connection, with its TLS handshake, was not made: no byte of a request can have been taken. */
class Unmade extends Error {}

/**
 * The same code (ECONNRESET, EHOSTUNREACH…) may come before the connection is made or after the request was taken: only
 * the connector knows which.
 */
function tellingWhenUnmade(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) =>
      error ? callback(new Unmade("no connection", { cause: error }), null) : callback(null, socket),
    );
}

function failureOf(error: unknown): { failure: Failure; code: string } {
  const cause = error instanceof Unmade ? error.cause : error;
  const first = cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors[0] : cause;
  const code = textOf(first, "code") ?? (first instanceof Error ? first.name : "unknown");
  // What undici refuses before it takes a connection: a header that cannot be written, a pool that was closed.
  const made = !(error instanceof Unmade) && !/^UND_ERR_(INVALID_ARG|CLOSED)$/.test(code);
  if (made) return { failure: /timeout/i.test(code) ? "timeout" : "reset", code };
  if (code === "UND_ERR_CONNECT_TIMEOUT") return { failure: "connect-timeout", code };
  const syscall = textOf(first, "syscall");
  if (syscall === "getaddrinfo") return { failure: "unknown-host", code };
  return { failure: syscall === "connect" ? "unconnected" : "tls", code };
}

function textOf(error: unknown, field: "code" | "syscall"): string | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, field) : undefined;
  return typeof value === "string" ? value : undefined;
}
