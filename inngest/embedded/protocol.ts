import { z } from "zod";

/** Limits of the real server (pkg/consts), kept so that what passes here passes there. Sizes in bytes. */
export const limits = {
  event: 3 * 2 ** 20,
  eventsPerRequest: 5000,
  request: 64 * 2 ** 20,
  stepOutput: 4 * 2 ** 20,
  runState: 32 * 2 ** 20,
  stepsPerRun: 1000,
  callsInFlight: 100,
  callMs: 2 * 60 * 60_000,
  attempts: 5,
  dedupeMs: 24 * 60 * 60_000,
};

export const lifecycle = {
  finished: "inngest/function.finished",
  failed: "inngest/function.failed",
  cancelled: "inngest/function.cancelled",
  timer: "inngest/scheduled.timer",
};

/** An event as functions get it. */
export type Event = { id: string; name: string; data: Record<string, unknown>; ts: number; [member: string]: unknown };

export const incomingEvent = z.looseObject({
  name: z
    .string()
    .min(1)
    .max(512)
    .refine((name) => !name.startsWith("inngest/"), { error: "event name is reserved for internal use" }),
  data: z.record(z.string(), z.unknown()).nullish(),
  id: z.string().max(512).nullish(),
  ts: z.number().nullish(),
});

/** Refuses what a function asks for and this executor would not do: nothing is ignored silently. */
const only = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `not supported by the embedded executor: ${issue.keys.join(", ")}`
        : issue.message,
  });

const eventName = z
  .string()
  .min(1)
  .refine((name) => !name.includes("*"), { error: "wildcard events are not supported by the embedded executor" });
const concurrencyRule = only({
  limit: z.int().positive(),
  key: z.string().optional(),
  scope: z.literal("fn").optional(),
});

export const functionConfig = only({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z
    .array(
      z.union([only({ event: eventName, expression: z.string().optional() }), only({ cron: z.string() })], {
        error: "trigger not supported by the embedded executor (event with if, or cron without jitter)",
      }),
    )
    .min(1, { error: "a function without triggers needs step.invoke: not supported by the embedded executor" })
    .max(10),
  steps: z.strictObject({
    step: z.strictObject({
      id: z.string(),
      name: z.string(),
      runtime: z.strictObject({ type: z.literal("http"), url: z.url() }),
      retries: z.strictObject({ attempts: z.int().min(0).max(20).optional() }).optional(),
    }),
  }),
  idempotency: z.string().optional(),
  concurrency: z
    .union([z.int().positive(), concurrencyRule, z.array(concurrencyRule).min(1).max(2)], {
      error: "concurrency not supported by the embedded executor (limit of 1 or more, key, scope fn)",
    })
    .optional(),
  cancel: z
    .array(only({ event: eventName, if: z.string().optional() }))
    .max(5)
    .optional(),
});
export type FunctionConfig = z.infer<typeof functionConfig>;

export const registration = z.object({
  url: z.url({ protocol: /^https?$/ }),
  appName: z.string().min(1),
  functions: z.array(z.unknown()),
});

export const operation = z.looseObject({
  op: z.string(),
  id: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.looseObject({ parallelMode: z.string().optional() }).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Operation = z.infer<typeof operation>;
export const operations = z.array(operation);

export const checkpoint = z.looseObject({ request_id: z.string().optional(), steps: operations });

/** A memoized step, as the SDK reads it back. A finished sleep is null. */
export type StepResult = { data: unknown } | { error: unknown } | null;
