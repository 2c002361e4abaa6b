/** Numbers fiscal codes in order of appearance, so that the tables of the sandbox hold numbers. */
export class People {
  readonly #numbers = new Map<string, number>();
  readonly #fiscalCodes: string[] = [];

  get size(): number {
    return this.#fiscalCodes.length;
  }

  /** The number of a fiscal code, given now when it is new. */
  number(fiscalCode: string): number {
    const known = this.#numbers.get(fiscalCode);
    if (known !== undefined) return known;
    const number = this.#fiscalCodes.push(fiscalCode) - 1;
    this.#numbers.set(fiscalCode, number);
    return number;
  }

  known(fiscalCode: string): number | undefined {
    return this.#numbers.get(fiscalCode);
  }

  fiscalCode(number: number): string {
    return this.#fiscalCodes[number] ?? "";
  }
}
