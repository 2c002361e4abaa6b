import { randomUUID } from "node:crypto";
import { type Answer, asError, interpret, type Operations, wakeTime } from "./answer";
import type { AppFunction } from "./app-function";
import { type AppCaller, callBody, mainStep } from "./calls";
import { Slots } from "./concurrency";
import { type Event, lifecycle, limits, type Operation, type StepResult } from "./protocol";
import type { Registry } from "./registry";
import { backoff, reconnectDelay } from "./retry";
import { Timers } from "./timers";

export type Run = {
  id: string;
  functionId: string;
  event: Event;
  status: "Running" | "Completed" | "Failed" | "Cancelled";
  output?: unknown;
  startedAt: number;
  endedAt?: number;
};

type Active = Run & {
  steps: Map<string, StepResult>;
  stateBytes: number;
  /** Ids of a wave of parallel steps and sleeps that are not done; the function goes on when none is left. */
  pending: Set<string>;
  /** Calls in flight by request id. */
  calls: Map<string, Task>;
  /** Whether the main call is queued, in flight or waiting for its retry. */
  advancing: boolean;
  waits: Set<() => void>;
  version: number;
  /** Whether an app has begun to execute it, or never will; `onBegun` hears of it once. */
  begun: boolean;
  onBegun?: () => void;
};

/** One call to make: of the function ("step") or of one planned step of it. */
type Task = { run: Active; stepId: string; attempt: number; refusals: number };

export type RunOptions = {
  registry: Registry;
  caller: AppCaller;
  emit: (event: Event) => void;
  report: (message: string, details: Record<string, unknown>) => void;
  backoff?: (attempt: number) => number;
};

/** Ended runs that stay for inspection; everything else of a run is dropped when it ends. */
const kept = 200;

/** The run loop: calls the functions, memoizes their steps, sleeps, retries. In memory only: durability is the app's. */
export class Runs {
  readonly timers = new Timers();
  private readonly slots = new Slots();
  private readonly active = new Map<string, Active>();
  private readonly ended: Run[] = [];
  private stopped = false;

  constructor(private readonly options: RunOptions) {}

  start(fn: AppFunction, event: Event, onBegun?: () => void): void {
    const run: Active = {
      id: randomUUID(),
      functionId: fn.id,
      event,
      status: "Running",
      startedAt: Date.now(),
      steps: new Map(),
      stateBytes: 0,
      pending: new Set(),
      calls: new Map(),
      advancing: false,
      waits: new Set(),
      version: -1,
      begun: false,
      onBegun,
    };
    this.active.set(run.id, run);
    this.advance(run);
  }

  /** Ends the running runs that an event cancels, by their function's cancelOn. */
  cancelBy(event: Event): void {
    for (const run of this.active.values()) {
      if (this.options.registry.function(run.functionId)?.isCancelledBy(run.event, event)) this.end(run, "Cancelled");
    }
  }

  /** Whether a run of the function still waits for an app process, or for its turn, to begin. */
  hasWaiting(functionId: string): boolean {
    return [...this.active.values()].some((run) => run.functionId === functionId && !run.begun);
  }

  /** Stores steps that a call in flight has executed. "stale": the SDK must stop, nobody waits for its answer. */
  checkpoint(runId: string, requestId: string | undefined, steps: Operation[]): "saved" | "stale" | "refused" {
    const run = this.active.get(runId);
    if (!run) return "stale";
    if (steps.some((step) => step.op !== "StepRun")) return "refused";
    this.begin(run);
    // A step that a lost call has executed is a fact: it is kept even when the call is stale.
    for (const step of steps) this.save(run, step.id, { data: step.data ?? null });
    const task = requestId === undefined ? undefined : run.calls.get(requestId);
    if (!task || run.status !== "Running") return "stale";
    task.attempt = 0;
    return "saved";
  }

  find(filter: { runId?: string; eventId?: string }): Run[] {
    const runs: Run[] = [...this.active.values(), ...this.ended];
    return runs.filter(({ id, event }) => id === filter.runId || event.id === filter.eventId);
  }

  stop(): void {
    this.stopped = true;
    this.timers.stop();
  }

  private advance(run: Active): void {
    if (run.advancing || run.pending.size > 0) return;
    run.advancing = true;
    this.schedule({ run, stepId: mainStep, attempt: 0, refusals: 0 });
  }

  private schedule(task: Task, delayMs = 0): void {
    this.wait(task.run, Date.now() + delayMs, () => {
      this.perform(task).catch((error: unknown) => this.fail(task.run, error));
    });
  }

  private wait(run: Active, until: number, then: () => void): void {
    const cancel = this.timers.at(until, () => {
      run.waits.delete(cancel);
      then();
    });
    run.waits.add(cancel);
  }

  private async perform(task: Task): Promise<void> {
    const { run } = task;
    const fn = this.options.registry.function(run.functionId);
    if (!fn) return this.fail(run, "function is not registered any more");
    const release = await this.slots.acquire([...fn.slots(run.event), { key: "calls", limit: limits.callsInFlight }]);
    const requestId = randomUUID();
    try {
      if (run.status !== "Running" || this.stopped) return;
      if (run.steps.size >= limits.stepsPerRun) return this.fail(run, "function has too many steps");
      run.calls.set(requestId, task);
      const answer = await this.call(fn, task, requestId);
      if (run.status === "Running" && !this.stopped) this.settle(fn, task, answer);
    } finally {
      run.calls.delete(requestId);
      release();
    }
  }

  private call(fn: AppFunction, { run, stepId, attempt }: Task, requestId: string): Promise<Answer> {
    const { registry, caller } = this.options;
    const body = callBody({ fn, run, stepId, attempt, requestId });
    const call = { runId: run.id, requestId, functionId: fn.id, stepId, body };
    return caller.call(registry.urls(fn.appId), call, (url, accepted) => registry.reached(fn.appId, url, accepted));
  }

  private settle(fn: AppFunction, task: Task, answer: Answer): void {
    const { run } = task;
    const verdict = interpret(answer);
    if (verdict.kind !== "unreached") this.begin(run);
    if (answer.kind === "answered") run.version = answer.version ?? run.version;
    if (verdict.kind === "unreached") {
      // Unlike the real server, no attempt is spent on a call that surely executed nothing: the app is starting.
      const refusals = task.refusals + 1;
      this.schedule({ ...task, refusals }, reconnectDelay(refusals));
    } else if (verdict.kind === "completed") this.end(run, "Completed", verdict.output);
    else if (verdict.kind === "failed") this.fail(run, verdict.error);
    else if (verdict.kind === "retry") this.retry(fn, task, verdict.error, verdict.after);
    else this.operate(fn, task, verdict);
  }

  private operate(fn: AppFunction, task: Task, { operations, after, noRetry }: Operations): void {
    const { run } = task;
    if (task.stepId === mainStep) run.advancing = false;
    for (const op of operations) {
      const act = op.opts?.parallelMode === "race" ? undefined : this.acts[op.op];
      if (act) act(op, { fn, task, after, noRetry });
      else this.fail(run, `operation ${op.op} is not supported by the embedded executor`);
    }
    if (run.status === "Running") this.advance(run);
  }

  /** What each operation of an answer 206 means (SDK_SPEC and the captures in inngest.md §7). */
  private readonly acts: Record<
    string,
    (op: Operation, at: { fn: AppFunction; task: Task; after?: number; noRetry: boolean }) => void
  > = {
    RunComplete: (op, { task }) => this.end(task.run, "Completed", op.data),
    StepRun: (op, { task }) => this.save(task.run, op.id, { data: op.data ?? null }),
    StepFailed: (op, { task }) => this.save(task.run, op.id, { error: op.error }),
    StepError: (op, { fn, task, after, noRetry }) => {
      const last = noRetry || task.attempt + 1 >= fn.attempts;
      if (last) this.save(task.run, op.id, { error: op.error });
      else this.retry(fn, task, op.error, after);
    },
    StepPlanned: (op, { task: { run } }) => {
      if (!this.expect(run, op.id)) return;
      this.schedule({ run, stepId: op.id, attempt: 0, refusals: 0 });
    },
    Sleep: (op, { task: { run } }) => {
      if (!this.expect(run, op.id)) return;
      this.wait(run, wakeTime(op.name ?? ""), () => {
        this.save(run, op.id, null);
        this.advance(run);
      });
    },
  };

  private expect(run: Active, stepId: string): boolean {
    if (run.steps.has(stepId) || run.pending.has(stepId)) return false;
    run.pending.add(stepId);
    return true;
  }

  private save(run: Active, stepId: string, result: StepResult): void {
    run.pending.delete(stepId);
    if (run.status !== "Running" || run.steps.has(stepId)) return;
    const bytes = Buffer.byteLength(JSON.stringify(result));
    run.steps.set(stepId, result);
    run.stateBytes += bytes;
    if (bytes > limits.stepOutput) this.fail(run, "step output size is greater than the limit");
    else if (run.stateBytes > limits.runState) this.fail(run, "run state size is greater than the limit");
  }

  private retry(fn: AppFunction, task: Task, error: unknown, delayMs?: number): void {
    const { run, attempt } = task;
    if (attempt + 1 >= fn.attempts) {
      this.fail(run, error);
      return;
    }
    if (task.stepId === mainStep) run.advancing = true;
    this.options.report("attempt failed", { run: run.id, function: fn.id, attempt, error: asError(error).name });
    const backoffOf = this.options.backoff ?? backoff;
    this.schedule({ ...task, attempt: attempt + 1, refusals: 0 }, delayMs ?? backoffOf(attempt));
  }

  private fail(run: Active, error: unknown): void {
    if (run.status !== "Running") return;
    this.options.report("run failed", { run: run.id, function: run.functionId });
    this.end(run, "Failed", asError(error));
  }

  private end(run: Active, status: Exclude<Run["status"], "Running">, output?: unknown): void {
    if (run.status !== "Running") return;
    const { id, functionId, event, startedAt } = run;
    run.status = status;
    for (const cancel of run.waits) cancel();
    this.active.delete(id);
    this.ended.push({ id, functionId, event, status, output, startedAt, endedAt: Date.now() });
    if (this.ended.length > kept) this.ended.shift();
    this.begin(run);
    // As the real server: what runs on these events tells of itself no more.
    if (event.name === lifecycle.failed || event.name === lifecycle.finished) return;
    const told = status === "Failed" ? { error: output } : { result: output ?? null };
    const data = { function_id: functionId, run_id: id, event, events: [event], ...told };
    const names = [
      lifecycle.finished,
      ...(status === "Completed" ? [] : [lifecycle[status === "Failed" ? "failed" : "cancelled"]]),
    ];
    for (const name of names) this.options.emit({ id: randomUUID(), name, data, ts: Date.now() });
  }

  private begin(run: Active): void {
    if (run.begun) return;
    run.begun = true;
    run.onBegun?.();
  }
}
