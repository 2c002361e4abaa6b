import { type Answer, answers, type Kind, kinds, rateLimited } from "@/lib/appio/sandbox/answer";
import { type Call, createBackend } from "@/lib/appio/sandbox/backend";
import { CallLog } from "@/lib/appio/sandbox/call-log";
import { isFields } from "@/lib/appio/sandbox/codec";
import { demoPeople } from "@/lib/appio/sandbox/demo-people";
import { demoServices } from "@/lib/appio/sandbox/demo-services";
import { createFaults, type Delivery, type FaultName, type FaultsInput, faultOf } from "@/lib/appio/sandbox/faults";
import { isFiscalCode } from "@/lib/appio/sandbox/fiscal-code-parameter";
import { Messages } from "@/lib/appio/sandbox/messages";
import { Organization } from "@/lib/appio/sandbox/organization";
import { People } from "@/lib/appio/sandbox/people";
import { type BadEnding, Posts } from "@/lib/appio/sandbox/posts";
import { demoPopulation, type Population, type Reach, reachOf } from "@/lib/appio/sandbox/profile";
import { createRegistry, type SandboxService, type ServiceInput } from "@/lib/appio/sandbox/services";
import { openStateFile } from "@/lib/appio/sandbox/state-file";

export interface PlatformOptions {
  /** Absent = the four services of the demo. */
  readonly services?: readonly ServiceInput[];
  /** Accepts any key that starts with `sandbox-`; default true with the demo services only. */
  readonly open?: boolean;
  /** Calls in 5 seconds for each organization, null = no limit; default 150. */
  readonly limit?: number | null;
  /** Exceptions to `limit`, by organization. */
  readonly limits?: Readonly<Record<string, number | null>>;
  /** How long a message stays ACCEPTED, in ms; default 3000. */
  readonly processedAfterMs?: number;
  /** When an ADVANCED message may be read, in ms after its creation; default 60000. */
  readonly readAfterMs?: number;
  /** Default: one in five is not on IO, one in fourteen of the others has refused the service. */
  readonly population?: Partial<Population>;
  readonly notification?: boolean;
  /** Remote-content configuration → organization that owns it. */
  readonly remoteContent?: Readonly<Record<string, string>>;
  readonly faults?: FaultsInput;
  /** Keeps messages over a restart. */
  readonly stateFile?: string;
}

interface Entered {
  readonly service: SandboxService;
  readonly fault?: FaultName;
  /** Absent when the organization has no limit. */
  readonly remaining?: number;
}

/** An answer and how it travels. */
interface Told {
  readonly answer: Answer;
  readonly delivery: Delivery;
}

const demoInputs: readonly ServiceInput[] = demoServices.map((service) => ({
  ...service,
  organization: service.organization.name,
  organizationFiscalCode: service.organization.fiscalCode,
}));
const demoRules: FaultsInput = {
  fiscalCodes: Object.fromEntries(demoPeople.map(({ fiscalCode, rule }) => [fiscalCode, rule])),
};
const reaches: ReadonlySet<string> = new Set<Reach>(["allowed", "blocked", "not-on-io"]);
const gatewayFaults: ReadonlySet<string> = new Set(["key-refused", "wrong-path", "rate-limited"]);

/** App IO without the wire: keys, budgets, faults, backend and counters. */
export function createPlatform(options: PlatformOptions) {
  const { limit = 150, processedAfterMs = 3000, readAfterMs = 60_000, notification = false } = options;
  const registry = createRegistry(options.services ?? demoInputs, options.open ?? options.services === undefined);
  const population = { ...demoPopulation, ...options.population };
  const state = options.stateFile === undefined ? undefined : openStateFile(options.stateFile);
  let skew = 0;
  const now = () => Date.now() + skew;

  const faults = createFaults([demoRules, options.faults ?? {}], now());
  let people = new People();
  let messages = new Messages(people, state?.salt);
  for (const line of state?.lines ?? []) messages.restore(line);
  let posts = new Posts(people);
  let organizations = new Map<string, Organization>();
  let statuses: Record<Kind, Map<string, number>> = noStatuses();
  let log = new CallLog();

  const backend = createBackend({
    messages: () => messages,
    now,
    reach(fiscalCode, service) {
      const profile = faults.ruleOf(fiscalCode)?.profile;
      const ruled = typeof profile === "string" ? profile : profile?.at(-1);
      return isReach(ruled) ? ruled : reachOf(fiscalCode, service, population);
    },
    forcedOutcome: (fiscalCode) => faults.ruleOf(fiscalCode)?.outcome,
    checked: (fiscalCode, service, allowed) => posts.check(fiscalCode, service.serviceId, allowed),
    stored(index) {
      posts.stored(messages.get(index).fiscalCode);
      state?.append(messages.line(index));
    },
    processedAfterMs,
    readAfterMs,
    notification,
    remoteContent: options.remoteContent ?? {},
  });

  function organizationOf(service: SandboxService): Organization {
    const known = organizations.get(service.organization);
    if (known) return known;
    const exception = options.limits?.[service.organization];
    const organization = new Organization(exception === undefined ? limit : exception);
    organizations.set(service.organization, organization);
    return organization;
  }

  function answerTo(call: Call, step: string): Told {
    const fault = faultOf(step);
    if (!fault) return { answer: backend.answer(call, step), delivery: "whole" };
    const done = fault.stores ? backend.answer(call, "ok") : answers.emptyError;
    return { answer: fault.answer?.(call.kind) ?? done, delivery: fault.delivery };
  }

  return {
    now,
    faults,

    /** The gateway: the service of a key, a slot of its budget taken, and the fault that strikes the key; or the refusal. */
    enter(kind: Kind, key: string | undefined): Entered | Answer {
      if (!key) return answers.keyMissing;
      const service = registry.find(key);
      const fault = faults.ofKey(key);
      if (!service || fault === "key-refused") return answers.keyRefused;
      const organization = organizationOf(service);
      const wait = organization.take(kind, now());
      if (wait > 0) return rateLimited(wait);
      return { service, fault, remaining: organization.remaining };
    },

    /** The call itself, with the fault that strikes it; `asked` is the one of its header or of its key. */
    perform(call: Call, asked: string | undefined): Told {
      const { kind, service, payload } = call;
      const message = isFields(payload) ? payload : {};
      const fiscalCode = call.fiscalCode ?? message.fiscal_code;
      const recipient = isFiscalCode(fiscalCode) ? fiscalCode : undefined;
      const index = call.id === undefined ? undefined : messages.find(call.id);
      const step = faults.stepFor(kind, recipient, asked, now(), index === undefined ? 0 : messages.read(index));
      const posted = kind === "send" && !gatewayFaults.has(step) ? recipient : undefined;
      if (posted) posts.post(posted, service.serviceId, noticeNumberOf(message.content));
      const told = answerTo(call, step);
      const ending = posted && endingOf(told);
      if (ending) posts.ended(posted, ending);
      return told;
    },

    /** Counts how a call ended: its HTTP status, "never" or "reset". */
    count(kind: Kind, ended: string, caller: string): void {
      statuses[kind].set(ended, (statuses[kind].get(ended) ?? 0) + 1);
      log.add(caller, ended === "429", now());
    },

    calls: () => log.all(),

    stats() {
      return {
        calls: Object.fromEntries(kinds.map((kind) => [kind, callsOf(statuses[kind])])) as Record<
          Kind,
          ReturnType<typeof callsOf>
        >,
        organizations: Object.fromEntries([...organizations].map(([name, held]) => [name, held.stats()])),
        posts: posts.stats(),
        messages: messages.count,
      };
    },

    posts: () => posts.all(),
    postsOf: (fiscalCode: string) => posts.of(fiscalCode),
    messagesOf: (fiscalCode: string) =>
      messages.of(fiscalCode).map((index) => ({ id: messages.id(index), ...messages.get(index) })),

    /** Moves the clock of the sandbox forward: statuses evolve, windows empty. */
    advance(ms: number): void {
      skew += ms;
    },

    /** Back to the beginning: messages, counters and faults. */
    reset(): void {
      people = new People();
      messages = new Messages(people, state?.clear());
      posts = new Posts(people);
      organizations = new Map();
      statuses = noStatuses();
      log = new CallLog();
      faults.reset(now());
    },

    close: () => state?.close() ?? Promise.resolve(),
  };
}
export type Platform = ReturnType<typeof createPlatform>;

const withheld: ReadonlySet<Delivery> = new Set<Delivery>(["never", "reset", "cut"]);

function endingOf({ answer, delivery }: Told): BadEnding | undefined {
  if (withheld.has(delivery)) return "unanswered";
  if (answer.status >= 500) return "failed";
  return answer.status >= 400 ? "refused" : undefined;
}

const isReach = (step: string | undefined): step is Reach => step !== undefined && reaches.has(step);
const noStatuses = () => ({ profile: new Map(), send: new Map(), status: new Map() });

function callsOf(ended: ReadonlyMap<string, number>) {
  let total = 0;
  for (const count of ended.values()) total += count;
  return { total, byStatus: Object.fromEntries(ended) };
}

function noticeNumberOf(content: unknown): string | undefined {
  const payment = isFields(content) ? content.payment_data : undefined;
  const number = isFields(payment) ? payment.notice_number : undefined;
  return typeof number === "string" ? number : undefined;
}
