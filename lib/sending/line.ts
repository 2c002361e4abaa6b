import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { AppIo } from "../appio/client";
import type { NewMessage } from "../appio/contract";
import { type Answer, type ProfileOutcome, profileOutcome, type SendOutcome, sendOutcome } from "../appio/outcome";
import type { CallClass } from "../appio/pace";
import { slotsOf } from "../appio/slots";
import { testFiscalCode } from "../fiscal-code";
import type { BudgetUse } from "../services/budget-use";
import { openKey } from "../services/key";
import type { Sender } from "../services/sender";
import type { Circuit, Fault } from "./circuit";
import type { Engine } from "./engine";

/** Rows on their way at once, when the platform sets no pace. */
const IN_FLIGHT = 256;
/** Seconds of the platform's latency that the rows on their way cover when a budget sets the pace. */
const LATENCY = 2;

/** How many rows of a mass job are on their way at once: enough for its part of the pace, beside others as it is now. */
export function lanesOf({ callsPerSecond, sends }: BudgetUse): number {
  if (callsPerSecond === null) return IN_FLIGHT;
  return Math.min(IN_FLIGHT, Math.max(1, Math.ceil((callsPerSecond * LATENCY) / Math.max(1, sends))));
}

/** A mark that took longer has outlived its slot, and one that took half a claim (claim.ts) its row. Milliseconds. */
const LATE_MARK = 250;
const STALE_MARK = 20_000;

const TRIES = 3;

type Checked = { answer: Answer; outcome: ProfileOutcome };

/** Whether the platform said something about a person. */
const answers = (checked: Checked | null) =>
  checked !== null && ["allowed", "unreachable", "refused"].includes(checked.outcome.kind);

/** The key of a service in clear; null when it was sealed with another key than ours. */
export function keyOf({ sealingKey }: Engine, { sealedKey }: { sealedKey: string }): string | null {
  try {
    return openKey(sealedKey, sealingKey);
  } catch {
    return null;
  }
}

export const keyFault = (engine: Engine, sender: Sender): Fault | null =>
  keyOf(engine, sender) === null
    ? { stop: "key-unreadable", title: "la chiave conservata non si apre con FLUSSIO_KEY" }
    : null;

/** The calls of one service, each at its slot of the budget and each heard by the circuit. */
export class Line {
  readonly #appio: AppIo;
  readonly #key: string;
  readonly #slots;

  /** @throws when the sealed key does not open (lib/services/key.ts) */
  constructor(
    engine: Engine,
    sender: Pick<Sender, "sealedKey" | "budgetId">,
    callClass: CallClass,
    private readonly circuit: Circuit,
    private readonly onFault: (fault: Fault) => void,
  ) {
    this.#appio = engine.appio;
    this.#key = openKey(sender.sealedKey, engine.sealingKey);
    this.#slots = slotsOf(engine.sql, sender.budgetId, callClass);
  }

  /**
   * The profile check, repeated while it is unclear: it changes nothing. Null when the signal ended it, or when the
   * platform answers nobody: then it is not this person, and the circuit counts.
   */
  async profile(fiscalCode: string, going: AbortSignal): Promise<Checked | null> {
    for (let tries = 1; ; tries++) {
      const checked = await this.#check(fiscalCode, going);
      if (checked?.outcome.kind !== "unavailable") return checked;
      if (tries === TRIES) {
        const last = await this.#ownSilence(fiscalCode, going);
        if (!last) this.#hear("profile", checked.outcome);
        return last;
      }
      await sleep(200 * 3 ** tries * (0.5 + Math.random()), null, { signal: going }).catch(() => null);
    }
  }

  /**
   * A person whom the platform never answers must not hold up a flow for ever. It is this person when App IO answers
   * about somebody else just before and just after it fails about them; null when it is not, or cannot be known.
   */
  async #ownSilence(fiscalCode: string, going: AbortSignal): Promise<Checked | null> {
    if (!answers(await this.#check(testFiscalCode, going))) return null;
    const last = await this.#check(fiscalCode, going);
    if (last?.outcome.kind !== "unavailable") return last;
    return answers(await this.#check(testFiscalCode, going)) ? last : null;
  }

  async #check(fiscalCode: string, going: AbortSignal): Promise<Checked | null> {
    while (await this.#slots.take(going)) {
      const answer = await this.#appio.profile(this.#key, fiscalCode);
      this.#slots.heed(answer);
      const outcome = profileOutcome(answer);
      if (outcome.kind !== "unavailable") this.#hear("profile", outcome);
      if (outcome.kind !== "throttled") return { answer, outcome };
    }
    return null;
  }

  /**
   * The one POST of a message. `mark` commits, when its slot has come, that the message is leaving; without that
   * nothing leaves and the answer is null.
   */
  async submit(
    message: NewMessage,
    going: AbortSignal,
    mark: () => Promise<boolean>,
  ): Promise<{ answer: Answer; outcome: SendOutcome } | null> {
    if (!(await this.#slots.take(going, "ending"))) return null;
    const marking = performance.now();
    const age = () => performance.now() - marking;
    // A mark of which we do not know the commit is not followed by a POST: releasing the row takes it back.
    if (!(await mark().catch(() => false))) return null;
    if (age() > LATE_MARK && !(await this.#slots.take(going, "ending"))) return null;
    if (age() > STALE_MARK) return null;
    const answer = await this.#appio.submit(this.#key, message);
    this.#slots.heed(answer);
    const outcome = sendOutcome(answer);
    this.#hear("send", outcome);
    return { answer, outcome };
  }

  #hear(call: "profile" | "send", outcome: ProfileOutcome | SendOutcome) {
    const fault = this.circuit.observe(call, outcome);
    if (fault) this.onFault(fault);
  }
}
