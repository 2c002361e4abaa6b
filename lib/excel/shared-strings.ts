import type { Archive } from "./archive";
import { decoded } from "./cell";
import { TextStore } from "./text-store";
import { longestCell, Unreadable } from "./unreadable";
import { xmlSteps } from "./xml";

/**
 * The texts that the cells of a workbook name by their place; runs of rich text are joined, phonetic readings left out.
 * Read beside the sheet and no further than its cells ask for: the first rows do not wait for the texts of the last.
 */
export class SharedStrings {
  readonly #texts: TextStore;
  readonly #steps: AsyncGenerator<void>;
  #ended = false;

  /** `spill`: see TextStore. */
  constructor(archive: Archive, part: string, spill: string) {
    this.#texts = new TextStore(spill);
    this.#steps = readTexts(archive, part, this.#texts);
  }

  /** Reads on until the text of this place is there, or there are no more. */
  async through(place: number): Promise<void> {
    while (!this.#ended && this.#texts.length <= place) this.#ended = (await this.#steps.next()).done ?? false;
  }

  at(place: number): string | undefined {
    return this.#texts.at(place);
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#steps.return(undefined);
    this.#texts.close();
  }
}

function readTexts(archive: Archive, part: string, into: TextStore): AsyncGenerator<void> {
  let text = "";
  let inText = false;
  let inPhonetic = false;
  return xmlSteps(archive.read(part), {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") inPhonetic = true;
      else if (name === "t") inText = !inPhonetic;
    },
    text(piece) {
      if (!inText) return;
      text += piece;
      if (text.length > longestCell) throw new Unreadable("too-heavy", {});
    },
    close(name) {
      if (name === "t") inText = false;
      else if (name === "rPh") inPhonetic = false;
      else if (name === "si") into.add(decoded(text));
    },
  });
}
