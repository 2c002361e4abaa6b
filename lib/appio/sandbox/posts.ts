import { Column } from "@/lib/appio/sandbox/column";
import type { People } from "@/lib/appio/sandbox/people";

/** A fiscal code as the counters see it. */
export interface PostCount {
  readonly fiscalCode: string;
  /** POSTs that reached App IO (not those refused with 401, 404 or 429 by the gateway), answered or not. */
  readonly posts: number;
  /** Messages that App IO took in charge: what the citizen gets. */
  readonly stored: number;
  /** POSTs answered with a whole 4xx. */
  readonly refused: number;
  /** POSTs answered with a whole 5xx, stored or not. */
  readonly failed: number;
  /** POSTs of which the answer was withheld or cut, stored or not. */
  readonly unanswered: number;
}

/** How a POST was answered, when it was not a 201. */
export type BadEnding = "refused" | "failed" | "unanswered";

const shown = 100;
const checked = 1;
const allowed = 2;

/** Counts POSTs by person and by notice, and those that skipped the profile check which App IO requires (appio.md §3). */
export class Posts {
  readonly #people: People;
  readonly #posts = new Column(Uint32Array);
  readonly #stored = new Column(Uint32Array);
  readonly #ended: Readonly<Record<BadEnding, Column>> = {
    refused: new Column(Uint16Array),
    failed: new Column(Uint16Array),
    unanswered: new Column(Uint16Array),
  };
  /** By service: 0 never checked, then the answer of the latest check. */
  readonly #checks = new Map<string, Column>();
  readonly #notices = new Map<string, number>();
  readonly #skipped: string[] = [];
  #received = 0;
  #unchecked = 0;
  #notAllowed = 0;

  constructor(people: People) {
    this.#people = people;
  }

  /** A profile was answered to a service: whether it said `sender_allowed: true`. */
  check(fiscalCode: string, serviceId: string, senderAllowed: boolean): void {
    this.#checksOf(serviceId).set(this.#people.number(fiscalCode), senderAllowed ? allowed : checked);
  }

  post(fiscalCode: string, serviceId: string, noticeNumber: string | undefined): void {
    const person = this.#people.number(fiscalCode);
    this.#received++;
    this.#posts.increment(person);
    if (noticeNumber !== undefined) {
      const notice = `${fiscalCode} ${noticeNumber}`;
      this.#notices.set(notice, (this.#notices.get(notice) ?? 0) + 1);
    }
    const check = this.#checksOf(serviceId).get(person);
    if (check === allowed) return;
    if (check === checked) this.#notAllowed++;
    else this.#unchecked++;
    if (this.#skipped.length < shown) this.#skipped.push(fiscalCode);
  }

  stored(fiscalCode: string): void {
    this.#stored.increment(this.#people.number(fiscalCode));
  }

  ended(fiscalCode: string, ending: BadEnding): void {
    this.#ended[ending].increment(this.#people.number(fiscalCode));
  }

  of(fiscalCode: string): PostCount {
    const person = this.#people.known(fiscalCode);
    const count = (column: Column) => (person === undefined ? 0 : column.get(person));
    const { refused, failed, unanswered } = this.#ended;
    return {
      fiscalCode,
      posts: count(this.#posts),
      stored: count(this.#stored),
      refused: count(refused),
      failed: count(failed),
      unanswered: count(unanswered),
    };
  }

  /** Every fiscal code that got a POST. */
  all(): PostCount[] {
    const counts: PostCount[] = [];
    for (let person = 0; person < this.#people.size; person++) {
      if (this.#posts.get(person) > 0) counts.push(this.of(this.#people.fiscalCode(person)));
    }
    return counts;
  }

  stats() {
    const all = this.all();
    const twice = all.filter((count) => count.posts > 1);
    const notices = [...this.#notices].filter(([, posts]) => posts > 1);
    return {
      received: this.#received,
      stored: all.reduce((sum, count) => sum + count.stored, 0),
      fiscalCodes: all.length,
      /** POSTs of a service that had never asked for that profile. */
      unchecked: this.#unchecked,
      /** POSTs of a service whose latest check of that profile was not `sender_allowed: true`. */
      notAllowed: this.#notAllowed,
      /** The first fiscal codes of the two counts above. */
      skippedChecks: [...this.#skipped],
      /** Fiscal codes with several POSTs: how many, and the first ones. */
      repeated: twice.length,
      repeatedFiscalCodes: twice.slice(0, shown),
      /** The same, by fiscal code and notice number. */
      repeatedNotices: notices.length,
      repeatedNoticeNumbers: notices.slice(0, shown).map(([notice, posts]) => {
        const [fiscalCode = "", noticeNumber = ""] = notice.split(" ");
        return { fiscalCode, noticeNumber, posts };
      }),
    };
  }

  #checksOf(serviceId: string): Column {
    const known = this.#checks.get(serviceId);
    if (known) return known;
    const column = new Column(Uint8Array);
    this.#checks.set(serviceId, column);
    return column;
  }
}
