import { z } from "zod";
import { type Answer, answers, type Kind, kinds, rateLimited } from "@/lib/appio/sandbox/answer";
import { generator } from "@/lib/appio/sandbox/hash";

/** How an answer travels; `cut` sends half of it and then resets the connection. */
export type Delivery = "whole" | "empty" | "malformed" | "cut" | "slow" | "never" | "reset";

interface Fault {
  /** Whether App IO does its work before the fault strikes: after a stored POST the citizen has the message. */
  readonly stores: boolean;
  /** What is answered instead; absent = the natural answer. */
  readonly answer?: (kind: Kind) => Answer;
  readonly delivery: Delivery;
}

const instead = (answer: Answer, stores = false): Fault => ({ stores, answer: () => answer, delivery: "whole" });
const natural = (delivery: Delivery, stores = true): Fault => ({ stores, delivery });

const notFound = {
  profile: answers.profileNotFound,
  send: answers.configurationNotFound,
  status: answers.messageNotFound,
};

/** The faults by name, for the options, the control interface and the header `x-sandbox-fault`. */
const table = {
  "bad-request": instead(answers.invalidMessage),
  "key-refused": instead(answers.keyRefused),
  "not-allowed": instead(answers.notAllowed),
  "recipient-forbidden": instead(answers.recipientForbidden),
  "production-forbidden": instead(answers.productionForbidden),
  "no-scopes": instead(answers.noScopes),
  anonymous: instead(answers.anonymous),
  "not-found": { stores: false, answer: (kind: Kind) => notFound[kind], delivery: "whole" },
  "wrong-path": instead(answers.wrongPath),
  "rate-limited": instead(rateLimited(5)),
  "server-error": instead(answers.serverError),
  "server-error-stored": instead(answers.serverError, true),
  "query-error": instead(answers.queryError),
  "gateway-error": instead(answers.internalError),
  "empty-error": instead(answers.emptyError),
  "bad-gateway": instead(answers.badGateway),
  unavailable: instead(answers.unavailable),
  "gateway-timeout": instead(answers.gatewayTimeout, true),
  "empty-body": natural("empty"),
  "malformed-json": natural("malformed"),
  "cut-answer": natural("cut"),
  slow: natural("slow"),
  "lost-answer": natural("never"),
  timeout: natural("never", false),
  "reset-after": natural("reset"),
  "reset-before": natural("reset", false),
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof table;
export const faultNames = Object.keys(table) as FaultName[];
const faults: ReadonlyMap<string, Fault> = new Map(Object.entries(table));

/** Undefined when the step is no fault: "ok", or a value that the call itself understands. */
export const faultOf = (step: string): Fault | undefined => faults.get(step);

const faultName = z.enum(faultNames as [FaultName, ...FaultName[]]);
const profileStep = z.enum(["ok", "allowed", "blocked", "not-on-io", ...faultNames]);
const sendStep = z.enum(["ok", ...faultNames]);
/** One step for ever, or a step for each call of which the last repeats. */
const steps = <T extends z.ZodType<string>>(step: T) => z.union([step, z.array(step).min(1)]);

const ruleInput = z.strictObject({
  profile: steps(profileStep).optional(),
  send: steps(sendStep).optional(),
  /** For each message, read by read: a fault, "ok" for the natural status, or any status word. */
  status: steps(z.string().min(1)).optional(),
  /** What processing comes to, whatever the profile says. */
  outcome: z.enum(["PROCESSED", "REJECTED", "FAILED"]).optional(),
});
/** What always happens to one fiscal code. */
export type FiscalCodeRule = z.input<typeof ruleInput>;

export const faultsInput = z.strictObject({
  /** null forgets the rule of that fiscal code. */
  fiscalCodes: z.record(z.string(), ruleInput.nullable()).optional(),
  /** A fault for every call of a key; null forgets it. */
  keys: z.record(z.string(), faultName.nullable()).optional(),
  /** Shares from 0 to 1, by kind of call; they replace the earlier ones. */
  rates: z.partialRecord(z.enum(kinds), z.partialRecord(faultName, z.number().min(0).max(1))).optional(),
  /** A fault for every call, or connections refused; for `forMs`, or until null. */
  outage: z
    .union([
      z.strictObject({ fault: faultName, forMs: z.number().positive().optional() }),
      z.strictObject({ fault: z.literal("refuse"), forMs: z.number().positive() }),
    ])
    .nullable()
    .optional(),
  seed: z.number().int().optional(),
});
export type FaultsInput = z.input<typeof faultsInput>;

type Steps = string | readonly string[] | undefined;

function stepAt(steps: Steps, call: number): string | undefined {
  if (typeof steps === "string" || steps === undefined) return steps;
  return steps[Math.min(call, steps.length - 1)];
}

/** The faults in force, `base` at first (`now` in ms), and the choice of the one that strikes a call. */
export function createFaults(base: readonly FaultsInput[], now: number) {
  const rules = new Map<string, { rule: FiscalCodeRule; calls: { profile: number; send: number } }>();
  const keys = new Map<string, FaultName>();
  let rates: NonNullable<FaultsInput["rates"]> = {};
  let outage: { fault: FaultName; until: number } | undefined;
  let random = generator(1);

  const self = {
    /** Adds to what is in force; `now` (ms) starts the outage. */
    add(input: FaultsInput, now: number): void {
      for (const [fiscalCode, rule] of Object.entries(input.fiscalCodes ?? {})) {
        if (rule) rules.set(fiscalCode, { rule, calls: { profile: 0, send: 0 } });
        else rules.delete(fiscalCode);
      }
      for (const [key, fault] of Object.entries(input.keys ?? {})) {
        if (fault) keys.set(key, fault);
        else keys.delete(key);
      }
      if (input.rates) rates = input.rates;
      if (input.seed !== undefined) random = generator(input.seed);
      if (input.outage === null) outage = undefined;
      else if (input.outage && input.outage.fault !== "refuse") {
        outage = { fault: input.outage.fault, until: now + (input.outage.forMs ?? Number.POSITIVE_INFINITY) };
      }
    },

    /** Back to what the sandbox was created with. */
    reset(now: number): void {
      rules.clear();
      keys.clear();
      rates = {};
      outage = undefined;
      random = generator(1);
      for (const input of base) self.add(input, now);
    },

    inForce() {
      return {
        fiscalCodes: Object.fromEntries([...rules].map(([fiscalCode, { rule }]) => [fiscalCode, rule])),
        keys: Object.fromEntries(keys),
        rates,
        outage: outage ?? null,
      };
    },

    ofKey: (key: string): FaultName | undefined => (keys.size === 0 ? undefined : keys.get(key)),
    ruleOf: (fiscalCode: string): FiscalCodeRule | undefined => rules.get(fiscalCode)?.rule,

    /** The step of this call: outage, then the one asked for, then the rule of the fiscal code, then chance. `reads` counts the earlier reads of a message. */
    stepFor(kind: Kind, fiscalCode: string | undefined, asked: string | undefined, now: number, reads: number): string {
      if (outage) {
        if (now < outage.until) return outage.fault;
        outage = undefined;
      }
      if (asked) return asked;
      const held = fiscalCode === undefined ? undefined : rules.get(fiscalCode);
      if (held) {
        const call = kind === "status" ? reads : held.calls[kind]++;
        const step = stepAt(held.rule[kind], call);
        if (step) return step;
      }
      return chance(kind);
    },
  };

  function chance(kind: Kind): string {
    const shares = rates[kind];
    if (!shares) return "ok";
    let drawn = random();
    for (const [fault, share] of Object.entries(shares)) {
      drawn -= share;
      if (drawn < 0) return fault;
    }
    return "ok";
  }

  self.reset(now);
  return self;
}
export type Faults = ReturnType<typeof createFaults>;
