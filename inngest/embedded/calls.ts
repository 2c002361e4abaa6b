import { Agent, request } from "undici";
import type { Answer } from "./answer";
import type { AppFunction } from "./app-function";
import { type Event, limits, type StepResult } from "./protocol";
import { retryAfter } from "./retry";
import { canonicalJson, signatureOf } from "./signature";

/** Step id of a call of the function itself; any other id is a planned step to execute. */
export const mainStep = "step";

export type Call = { runId: string; requestId: string; functionId: string; stepId: string; body: string };

const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** Signed calls to the processes of an app. */
export class AppCaller {
  // One connection a call, as the real server: a kept-alive socket that the app is closing would cost an attempt.
  private readonly agent = new Agent({
    pipelining: 0,
    headersTimeout: limits.callMs,
    bodyTimeout: limits.callMs,
    connect: { timeout: 5000 },
  });

  constructor(private readonly signingKey: string) {}

  /** Calls the first URL that accepts the connection, reporting to `reached` how each one tried took it. */
  async call(urls: string[], call: Call, reached: (url: string, accepted: boolean) => void): Promise<Answer> {
    for (const url of urls) {
      const answer = await this.callOne(url, call);
      reached(url, answer.kind !== "unreachable");
      if (answer.kind !== "unreachable") return answer;
    }
    return { kind: "unreachable" };
  }

  private async callOne(appUrl: string, call: Call): Promise<Answer> {
    const url = new URL(appUrl);
    url.searchParams.set("fnId", call.functionId);
    url.searchParams.set("stepId", call.stepId);
    try {
      const response = await request(url, {
        method: "POST",
        dispatcher: this.agent,
        headers: {
          "content-type": "application/json",
          "x-inngest-signature": signatureOf(call.body, this.signingKey),
          "x-run-id": call.runId,
          "x-request-id": call.requestId,
        },
        body: call.body,
      });
      const header = (name: string) => [response.headers[name]].flat()[0];
      return {
        kind: "answered",
        status: response.statusCode,
        body: parsed(await response.body.text()),
        noRetry: header("x-inngest-no-retry") === "true",
        retryAfter: retryAfter(header("retry-after")),
        version: Number(header("x-inngest-req-version")) || undefined,
      };
    } catch (error) {
      const code = codeOf(error);
      return neverConnected.has(code) ? { kind: "unreachable" } : { kind: "broken", message: code || String(error) };
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

type CallState = {
  fn: AppFunction;
  run: { id: string; event: Event; steps: Map<string, StepResult>; version: number };
  stepId: string;
  attempt: number;
  requestId: string;
};

/** The canonical body of a call, which is what its signature covers. */
export function callBody({ fn, run, stepId, attempt, requestId }: CallState): string {
  const stack = [...run.steps.keys()];
  return canonicalJson({
    event: run.event,
    events: [run.event],
    steps: Object.fromEntries(run.steps),
    defers: {},
    use_api: false,
    version: run.version,
    ctx: {
      run_id: run.id,
      fn_id: fn.internalId,
      step_id: stepId,
      attempt,
      max_attempts: fn.attempts,
      disable_immediate_execution: stepId !== mainStep,
      use_api: false,
      env: "",
      job_id: requestId,
      qi_id: requestId,
      request_id: requestId,
      stack: { stack, current: stack.length },
    },
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
