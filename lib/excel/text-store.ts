import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";

/** Characters from which a text may go to the disk, and how many of such texts stay in memory. */
const long = 64;
const window = 8_000_000;

/** More bytes than one text has: a place on the disk is position × this + bytes. */
const mostBytes = 2 ** 20;

/** Texts by their place, of any number in bounded memory: those that come after many others wait in a file. */
export class TextStore {
  readonly #file: string;
  readonly #texts: (string | number)[] = [];
  #inMemory: number[] = [];
  #characters = 0;
  #descriptor: number | null = null;
  #written = 0;

  /** `file`: where the texts may go; nothing may be there. */
  constructor(file: string) {
    this.#file = file;
  }

  get length() {
    return this.#texts.length;
  }

  add(text: string) {
    const place = this.#texts.push(text) - 1;
    if (text.length < long) return;
    this.#inMemory.push(place);
    this.#characters += text.length;
    if (this.#characters > window) this.#spill();
  }

  at(place: number): string | undefined {
    const text = this.#texts[place];
    return typeof text === "number" ? this.#load(text) : text;
  }

  close() {
    if (this.#descriptor === null) return;
    closeSync(this.#descriptor);
    rmSync(this.#file, { force: true });
    this.#descriptor = null;
  }

  /** The older half: the cells that name a text mostly come with it. */
  #spill() {
    const descriptor = this.#open();
    const going = this.#inMemory.splice(0, Math.ceil(this.#inMemory.length / 2));
    const pieces: Buffer[] = [];
    let position = this.#written;
    for (const place of going) {
      const text = this.#texts[place];
      if (typeof text !== "string") continue;
      const bytes = Buffer.from(text);
      pieces.push(bytes);
      this.#texts[place] = position * mostBytes + bytes.length;
      position += bytes.length;
      this.#characters -= text.length;
    }
    writeSync(descriptor, Buffer.concat(pieces), 0, position - this.#written, this.#written);
    this.#written = position;
  }

  #load(place: number): string {
    const bytes = Buffer.allocUnsafe(place % mostBytes);
    readSync(this.#open(), bytes, 0, bytes.length, Math.floor(place / mostBytes));
    return bytes.toString();
  }

  #open(): number {
    if (this.#descriptor !== null) return this.#descriptor;
    this.#descriptor = openSync(this.#file, "w+", 0o600);
    // Where the system allows it the file has no name from now on, and goes even with a thread that is killed.
    if (process.platform !== "win32") rmSync(this.#file, { force: true });
    return this.#descriptor;
  }
}
