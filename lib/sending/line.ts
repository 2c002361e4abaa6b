import { setTimeout as sleep } from "node:timers/promises";
import type { AppIo } from "../appio/client";
import type { NewMessage } from "../appio/contract";
import { type Answer, type ProfileOutcome, profileOutcome, type SendOutcome, sendOutcome } from "../appio/outcome";
import { type CallClass, callsPerSecond } from "../appio/pace";
import { slotsOf } from "../appio/slots";
import { testFiscalCode } from "../fiscal-code";
import { openKey } from "../services/key";
import type { Sender } from "../services/sender";
import type { Circuit, Fault } from "./circuit";
import type { Engine } from "./engine";

/** Rows on their way at once, when the platform sets no pace. */
const IN_FLIGHT = 256;
/** Seconds of the platform's latency that the rows on their way cover when a budget sets the pace. */
const LATENCY = 2;

/** How many rows of a mass job are on their way at once: enough for its part of the pace. */
export function lanesOf(sender: Sender): number {
  const rate = callsPerSecond({ limit: sender.callLimit, share: sender.callShare });
  if (rate === null) return IN_FLIGHT;
  return Math.min(IN_FLIGHT, Math.max(2, Math.ceil((rate * LATENCY) / Math.max(1, sender.sends))));
}

const TRIES = 3;

type Checked = { answer: Answer; outcome: ProfileOutcome };

/** Whether the platform said something about a person. */
const answers = (checked: Checked | null) =>
  checked !== null && ["allowed", "unreachable", "refused"].includes(checked.outcome.kind);

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
      // A person whom the platform never answers must not hold up a flow for ever: does it answer about anybody?
      if (tries === TRIES) return answers(await this.#check(testFiscalCode, going)) ? checked : null;
      await sleep(200 * 3 ** tries * (0.5 + Math.random()), null, { signal: going }).catch(() => null);
    }
  }

  async #check(fiscalCode: string, going: AbortSignal): Promise<Checked | null> {
    while (await this.#slots.take(going)) {
      const answer = await this.#appio.profile(this.#key, fiscalCode);
      const outcome = this.#observe("profile", answer, profileOutcome(answer));
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
    if (!(await this.#slots.take(going))) return null;
    // A mark of which we do not know the commit is not followed by a POST: releasing the row takes it back.
    if (!(await mark().catch(() => false))) return null;
    const answer = await this.#appio.submit(this.#key, message);
    return { answer, outcome: this.#observe("send", answer, sendOutcome(answer)) };
  }

  #observe<Outcome extends ProfileOutcome | SendOutcome>(call: "profile" | "send", answer: Answer, outcome: Outcome) {
    this.#slots.heed(answer);
    const fault = this.circuit.observe(call, outcome);
    if (fault) this.onFault(fault);
    return outcome;
  }
}
