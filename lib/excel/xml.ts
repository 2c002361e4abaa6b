import { SaxesParser } from "saxes";
import { damaged, Unreadable } from "./unreadable";

export type Attributes = Record<string, string>;

/** Names are local: some programs write `<x:row>` for `<row>`. */
export type XmlHandlers = {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** Characters of one text or tag: no cell of a spreadsheet holds a thirtieth of this. */
const longest = 1_000_000;

const local = (name: string) => name.slice(name.indexOf(":") + 1);

/** Reads a part, yielding after each chunk so that the caller can hand on what its handlers gathered. */
export async function* xmlSteps(chunks: AsyncIterable<string>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser();
  // Entities of a document type are not expanded: an unknown one is an error.
  parser.on("error", () => {
    throw damaged();
  });
  let silent = 0;
  const heard = <T>(act: (event: T) => void) => {
    return (event: T) => {
      silent = 0;
      act(event);
    };
  };
  parser.on(
    "opentag",
    heard((tag) => handlers.open(local(tag.name), tag.attributes as Attributes)),
  );
  parser.on(
    "text",
    heard((text) => handlers.text?.(text)),
  );
  parser.on(
    "cdata",
    heard((text) => handlers.text?.(text)),
  );
  parser.on(
    "closetag",
    heard((tag) => handlers.close?.(local(tag.name))),
  );
  let seen = false;
  for await (const chunk of chunks) {
    seen ||= chunk !== "";
    silent += chunk.length;
    parser.write(chunk);
    if (silent > longest) throw new Unreadable("too-heavy", {});
    yield;
  }
  if (seen) parser.close();
}

/** Reads a small part to its end. */
export async function readXml(chunks: AsyncIterable<string>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of xmlSteps(chunks, handlers));
}
