import { createHash } from "node:crypto";
import type { Slot } from "./concurrency";
import { type Cron, parseCron } from "./cron";
import { compileExpression } from "./expression";
import { type Event, type FunctionConfig, functionConfig, limits } from "./protocol";

/** A registered function, its expressions compiled. */
export type AppFunction = {
  id: string;
  appId: string;
  /** The id that the SDK needs to see to use checkpoints; any stable one will do. */
  internalId: string;
  /** Attempts of a step in total. */
  attempts: number;
  crons: { spec: string; due: Cron }[];
  isTriggeredBy(event: Event): boolean;
  /** Names of the events that may cancel its runs. */
  cancelEvents: string[];
  isCancelledBy(started: Event, later: Event): boolean;
  slots(event: Event): Slot[];
  idempotencyKey(event: Event): string | undefined;
};

/** @throws Error that names the function and what of it this executor does not support. */
export function compileFunction(appId: string, config: unknown): AppFunction {
  const parsed = functionConfig.safeParse(config);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      [path.join("."), message].filter(Boolean).join(": "),
    );
    throw new Error(`function ${nameOf(config)}: ${problems.join("; ")}`);
  }
  try {
    return compiled(appId, parsed.data);
  } catch (error) {
    throw new Error(`function ${parsed.data.id}: ${error instanceof Error ? error.message : error}`);
  }
}

function compiled(appId: string, config: FunctionConfig): AppFunction {
  const { id, idempotency, steps, cancel = [] } = config;
  const triggers = config.triggers
    .filter((trigger) => "event" in trigger)
    .map(({ event, expression }) => ({ event, matches: compileExpression(expression ?? "true") }));
  const crons = config.triggers
    .filter((trigger) => "cron" in trigger)
    .map(({ cron }) => ({ spec: cron, due: parseCron(cron) }));
  const cancellations = cancel.map((rule) => ({ event: rule.event, matches: compileExpression(rule.if ?? "true") }));
  const concurrency = rulesOf(config.concurrency).map(({ limit, key }, index) => {
    const keyOf = compileExpression(key ?? "null");
    return (event: Event): Slot => ({ key: `${id} ${index} ${JSON.stringify(keyOf({ event }))}`, limit });
  });
  const keyOf = idempotency === undefined ? undefined : compileExpression(idempotency);
  const retries = steps.step.retries?.attempts;

  return {
    id,
    appId,
    internalId: uuidOf(id),
    attempts: retries === undefined ? limits.attempts : retries + 1,
    crons,
    isTriggeredBy: (event) => triggers.some((t) => t.event === event.name && t.matches({ event }) === true),
    cancelEvents: cancellations.map(({ event }) => event),
    isCancelledBy: (started, later) =>
      cancellations.some((c) => c.event === later.name && c.matches({ event: started, async: later }) === true),
    slots: (event) => concurrency.map((slotOf) => slotOf(event)),
    idempotencyKey: (event) => keyOf && JSON.stringify(keyOf({ event })),
  };
}

function rulesOf(concurrency: FunctionConfig["concurrency"]): { limit: number; key?: string }[] {
  if (concurrency === undefined) return [];
  if (typeof concurrency === "number") return [{ limit: concurrency }];
  return [concurrency].flat();
}

function uuidOf(id: string): string {
  const hex = createHash("sha256").update(id).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

function nameOf(config: unknown): string {
  return typeof config === "object" && config !== null && "id" in config ? String(config.id) : "without id";
}
