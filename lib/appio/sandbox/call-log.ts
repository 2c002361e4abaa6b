/** How many tenths of a second with calls are remembered: an hour of a send, whatever its size. */
const remembered = 36_000;

export interface LoggedCalls {
  /** ms, the beginning of a tenth of a second */
  readonly at: number;
  /** Host header and user agent: who measures several callers gives each a name of its own. */
  readonly caller: string;
  readonly admitted: number;
  /** Answered 429. */
  readonly refused: number;
}

/** Who called when, as the server counts it. */
export class CallLog {
  readonly #tenths = new Map<number, Map<string, [admitted: number, refused: number]>>();

  /** `now` in ms. */
  add(caller: string, refused: boolean, now: number): void {
    const at = now - (now % 100);
    const tenth = this.#tenths.get(at) ?? new Map<string, [number, number]>();
    const counts = tenth.get(caller) ?? [0, 0];
    counts[refused ? 1 : 0]++;
    tenth.set(caller, counts);
    this.#tenths.set(at, tenth);
    const [oldest] = this.#tenths.keys();
    if (this.#tenths.size > remembered && oldest !== undefined) this.#tenths.delete(oldest);
  }

  /** In the order of time. */
  all(): LoggedCalls[] {
    return [...this.#tenths].flatMap(([at, tenth]) =>
      [...tenth].map(([caller, [admitted, refused]]) => ({ at, caller, admitted, refused })),
    );
  }
}
