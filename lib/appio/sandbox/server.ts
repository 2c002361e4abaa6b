import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Answer, answers, json, type Kind } from "@/lib/appio/sandbox/answer";
import type { Call } from "@/lib/appio/sandbox/backend";
import { type Delivery, faultNames, faultOf } from "@/lib/appio/sandbox/faults";
import type { Platform } from "@/lib/appio/sandbox/platform";

/** A request of the control interface, its body decoded; the answer may act on the server. */
export type Control = (method: string, url: URL, body: unknown) => Answer;

interface Route {
  readonly kind: Kind;
  readonly fiscalCode?: string;
  readonly id?: string;
}

const base = "/api/v1";
const largestBody = 1_000_000;
const sendRoute: Route = { kind: "send" };
const profileRoute: Route = { kind: "profile" };

/** The operation of a path; undefined = the gateway's 404. */
function routeOf(method: string, path: string): Route | undefined {
  if (method === "POST" && path === `${base}/messages`) return sendRoute;
  if (method === "POST" && path === `${base}/profiles`) return profileRoute;
  const [root, api, version, noun, fiscalCode, id, ...rest] = path.split("/");
  if (root !== "" || `/${api}/${version}` !== base || !fiscalCode || id === "" || rest.length > 0) return undefined;
  if (method === "POST" && noun === "messages" && id === undefined) return { kind: "send", fiscalCode };
  if (method === "GET" && noun === "profiles" && id === undefined) return { kind: "profile", fiscalCode };
  if (method === "GET" && noun === "messages" && id !== undefined) return { kind: "status", fiscalCode, id };
  return undefined;
}

/** Undefined when the body is too large. */
function readBody(request: IncomingMessage, done: (body: string | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  });
  request.on("end", () => {
    const only = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    done(size > largestBody ? undefined : only?.toString("utf8"));
  });
}

/** A body that is no JSON is no body: App IO's codec then refuses it. */
function decoded(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function write(response: ServerResponse, answer: Answer, body: string, remaining?: number): void {
  const headers = ["content-type", answer.type, "content-length", String(Buffer.byteLength(body))];
  if (remaining !== undefined && answer.status !== 429) headers.push("x-rate-limit-remaining", String(remaining));
  response.writeHead(answer.status, answer.headers ? headers.concat(answer.headers) : headers);
}

/** How each delivery ends the exchange. */
const deliver: Readonly<
  Record<Exclude<Delivery, "slow">, (response: ServerResponse, answer: Answer, remaining?: number) => void>
> = {
  whole(response, answer, remaining) {
    write(response, answer, answer.body, remaining);
    response.end(answer.body);
  },
  empty(response, answer, remaining) {
    write(response, answer, "", remaining);
    response.end();
  },
  malformed(response, answer, remaining) {
    const half = answer.body.slice(0, -2);
    write(response, answer, half, remaining);
    response.end(half);
  },
  cut(response, answer, remaining) {
    write(response, answer, answer.body, remaining);
    response.write(answer.body.slice(0, -2), () => response.socket?.resetAndDestroy());
  },
  never() {},
  reset(response) {
    response.socket?.resetAndDestroy();
  },
};

export interface Pace {
  /** Every answer takes as long, in ms. */
  readonly latencyMs: number;
  /** What the fault `slow` adds, in ms. */
  readonly slowMs: number;
}

/** The HTTP face of the platform; the control interface is under /_sandbox. */
export function createSandboxServer(platform: Platform, control: Control, pace: Pace) {
  function finish(response: ServerResponse, kind: Kind, answer: Answer, delivery: Delivery, remaining?: number): void {
    const { host = "", "user-agent": agent } = response.req.headers;
    const ended = delivery === "never" || delivery === "reset" ? delivery : String(answer.status);
    platform.count(kind, ended, agent === undefined ? host : `${host} ${agent}`);
    const wait = pace.latencyMs + (delivery === "slow" ? pace.slowMs : 0);
    const act = deliver[delivery === "slow" ? "whole" : delivery];
    if (wait === 0) act(response, answer, remaining);
    else setTimeout(act, wait, response, answer, remaining);
  }

  function serve(request: IncomingMessage, response: ServerResponse, route: Route): void {
    const key = request.headers["ocp-apim-subscription-key"];
    const entered = platform.enter(route.kind, typeof key === "string" ? key : undefined);
    if ("status" in entered) {
      request.resume();
      finish(response, route.kind, entered, "whole");
      return;
    }
    const header = request.headers["x-sandbox-fault"];
    const asked = typeof header === "string" ? header : undefined;
    if (asked !== undefined && asked !== "ok" && !faultOf(asked)) {
      request.resume();
      finish(response, route.kind, json(400, { error: `x-sandbox-fault: ${faultNames.join(", ")}` }), "whole");
      return;
    }
    const perform = (payload: unknown) => {
      const call: Call = { ...route, service: entered.service, payload };
      const { answer, delivery } = platform.perform(call, asked ?? entered.fault);
      finish(response, route.kind, answer, delivery, entered.remaining);
    };
    if (request.method === "GET") {
      request.resume();
      perform(undefined);
      return;
    }
    readBody(request, (body) => {
      if (body === undefined) finish(response, route.kind, answers.tooLarge, "whole", entered.remaining);
      else perform(decoded(body));
    });
  }

  function serveControl(request: IncomingMessage, response: ServerResponse, url: string): void {
    readBody(request, (body = "") => {
      // A page in a browser on this machine must not drive the sandbox.
      const refused = request.headers.origin !== undefined;
      const answer = refused
        ? json(403, { error: "not from a browser" })
        : control(request.method ?? "GET", new URL(url, "http://sandbox"), body === "" ? {} : decoded(body));
      deliver.whole(response, answer);
    });
  }

  const server = createServer({ keepAliveTimeout: 120_000, requestTimeout: 0, noDelay: true }, (request, response) => {
    const url = request.url ?? "/";
    if (url.startsWith("/_sandbox")) {
      serveControl(request, response, url);
      return;
    }
    const query = url.indexOf("?");
    const route = routeOf(request.method ?? "GET", query < 0 ? url : url.slice(0, query));
    if (route) {
      serve(request, response, route);
      return;
    }
    request.resume();
    deliver.whole(response, answers.wrongPath);
  });
  return server;
}
