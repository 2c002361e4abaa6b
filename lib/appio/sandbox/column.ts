type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** An array of numbers that grows by doubling, zero where never set: half a million messages cost no garbage collection. */
export class Column {
  readonly #make: new (
    length: number,
  ) => Numbers;
  #values: Numbers;

  constructor(make: new (length: number) => Numbers) {
    this.#make = make;
    this.#values = new make(1024);
  }

  get(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) {
      const larger = new this.#make(Math.max(index + 1, this.#values.length * 2));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[index] = value;
  }

  /** Adds one; the new value. */
  increment(index: number): number {
    const value = this.get(index) + 1;
    this.set(index, value);
    return value;
  }
}
