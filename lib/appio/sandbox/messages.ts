import { Column } from "@/lib/appio/sandbox/column";
import type { MessageContent } from "@/lib/appio/sandbox/new-message";
import type { People } from "@/lib/appio/sandbox/people";
import { newSalt, partsOfUlid, ulidOf } from "@/lib/appio/sandbox/ulid";

/** What processing comes to; the index is the number kept. */
export const outcomes = ["PROCESSED", "REJECTED", "FAILED"] as const;
export type Outcome = (typeof outcomes)[number];

export interface Message {
  readonly fiscalCode: string;
  readonly serviceId: string;
  /** ms */
  readonly createdAt: number;
  readonly outcome: Outcome;
  readonly advanced: boolean;
  readonly payment: boolean;
  /** seconds */
  readonly timeToLive: number;
  /** Absent when the sandbox has forgotten it: only the latest contents are kept. */
  readonly content?: MessageContent;
}

/** Characters of content kept in memory. */
const retainedCharacters = 16_000_000;
const advancedFlag = 4;
const paymentFlag = 8;

/** The messages of the sandbox, in columns of numbers; an identifier carries the index of its message. */
export class Messages {
  readonly #people: People;
  #salt: string;
  #count = 0;
  readonly #createdAt = new Column(Float64Array);
  readonly #person = new Column(Uint32Array);
  readonly #service = new Column(Uint16Array);
  readonly #timeToLive = new Column(Uint32Array);
  readonly #flags = new Column(Uint8Array);
  readonly #reads = new Column(Uint16Array);
  /** Index + 1 of the earlier message to the same person; 0 = none. */
  readonly #earlier = new Column(Uint32Array);
  readonly #latestOfPerson = new Column(Uint32Array);
  readonly #serviceIds: string[] = [];
  readonly #contents = new Map<number, MessageContent>();
  #characters = 0;

  constructor(people: People, salt = newSalt()) {
    this.#people = people;
    this.#salt = salt;
  }

  get salt(): string {
    return this.#salt;
  }

  get count(): number {
    return this.#count;
  }

  /** Stores a message; its index. */
  add(message: Message): number {
    const index = this.#count;
    this.#place(index, message);
    if (message.content) this.#retain(index, message.content);
    return index;
  }

  id(index: number): string {
    return ulidOf(this.#createdAt.get(index), this.#salt, index);
  }

  /** The index of an identifier that this sandbox gave. */
  find(id: string): number | undefined {
    const parts = partsOfUlid(id);
    if (!parts || parts.salt !== this.#salt || parts.index >= this.#count) return undefined;
    return this.#createdAt.get(parts.index) === parts.time ? parts.index : undefined;
  }

  get(index: number): Message {
    const flags = this.#flags.get(index);
    return {
      fiscalCode: this.#people.fiscalCode(this.#person.get(index)),
      serviceId: this.#serviceIds[this.#service.get(index)] ?? "",
      createdAt: this.#createdAt.get(index),
      outcome: outcomes[flags & 3] ?? "PROCESSED",
      advanced: (flags & advancedFlag) !== 0,
      payment: (flags & paymentFlag) !== 0,
      timeToLive: this.#timeToLive.get(index),
      content: this.#contents.get(index),
    };
  }

  /** Counts a status read; how many came before it. */
  read(index: number): number {
    return this.#reads.increment(index) - 1;
  }

  /** The indexes of the messages to a person, the latest first. */
  of(fiscalCode: string): number[] {
    const person = this.#people.known(fiscalCode);
    const indexes: number[] = [];
    if (person === undefined) return indexes;
    for (let next = this.#latestOfPerson.get(person); next !== 0; next = this.#earlier.get(next - 1)) {
      indexes.push(next - 1);
    }
    return indexes;
  }

  /** The line of the state file: what a later status read needs, without the content. */
  line(index: number): string {
    const { fiscalCode, serviceId, timeToLive } = this.get(index);
    return `${this.id(index)} ${fiscalCode} ${serviceId} ${this.#flags.get(index)} ${timeToLive}`;
  }

  /** Takes back a message from its line; a line that makes no sense is skipped. */
  restore(line: string): void {
    const [id = "", fiscalCode, serviceId, flags, timeToLive] = line.split(" ");
    const parts = partsOfUlid(id);
    if (!parts || parts.salt !== this.#salt || !fiscalCode || !serviceId || !timeToLive) return;
    this.#place(parts.index, {
      fiscalCode,
      serviceId,
      createdAt: parts.time,
      outcome: outcomes[Number(flags) & 3] ?? "PROCESSED",
      advanced: (Number(flags) & advancedFlag) !== 0,
      payment: (Number(flags) & paymentFlag) !== 0,
      timeToLive: Number(timeToLive),
    });
  }

  #place(index: number, message: Message): void {
    const person = this.#people.number(message.fiscalCode);
    const flags =
      outcomes.indexOf(message.outcome) | (message.advanced ? advancedFlag : 0) | (message.payment ? paymentFlag : 0);
    this.#createdAt.set(index, message.createdAt);
    this.#person.set(index, person);
    this.#service.set(index, this.#serviceNumber(message.serviceId));
    this.#timeToLive.set(index, message.timeToLive);
    this.#flags.set(index, flags);
    this.#earlier.set(index, this.#latestOfPerson.get(person));
    this.#latestOfPerson.set(person, index + 1);
    this.#count = Math.max(this.#count, index + 1);
  }

  #serviceNumber(serviceId: string): number {
    const known = this.#serviceIds.indexOf(serviceId);
    return known >= 0 ? known : this.#serviceIds.push(serviceId) - 1;
  }

  #retain(index: number, content: MessageContent): void {
    this.#contents.set(index, content);
    this.#characters += content.subject.length + content.markdown.length;
    for (const [oldest, { subject, markdown }] of this.#contents) {
      if (this.#characters <= retainedCharacters) return;
      this.#contents.delete(oldest);
      this.#characters -= subject.length + markdown.length;
    }
  }
}
