import type { Readable } from "node:stream";
import { promisify } from "node:util";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { damaged, Unreadable } from "./unreadable";

/** The parts of a workbook's zip file, by lower-case path without a leading slash. */
export type Archive = {
  has(part: string): boolean;
  /** The text of a part, in chunks; empty when there is no such part. `followed`: `part()` tells how far it is. */
  read(part: string, how?: { followed: boolean }): AsyncGenerator<string>;
  /** Every part as the file names it, in its order; `open` gives its bytes unpacked. */
  parts(): { part: string; name: string; open(): Promise<Readable> }[];
  /** How much of the followed part has been read, 0 to 1. */
  part(): number;
  close(): void;
};

/** What a real workbook within our limits never exceeds; checked on the directory, before anything is unpacked. */
const zipLimits = { entries: 2_000, bytes: 400_000_000, sharedStrings: 100_000_000, ratio: 300, ratioFrom: 10_000_000 };

/** Opens a zip as a workbook, or throws Unreadable. yauzl stops an entry that unpacks to more than it declares. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openZip(path).catch(() => Promise.reject(damaged()));
  try {
    const entries = await entriesOf(zip);
    mustBeWorkbook(entries);
    mustBeLight(entries);
    const read = { bytes: 0, of: 0 };
    return {
      has: (part) => entries.has(part),
      read: (part, how) => textOf(zip, entries.get(part), how?.followed ? read : { bytes: 0, of: 0 }),
      part: () => (read.of === 0 ? 0 : Math.min(1, read.bytes / read.of)),
      parts: () =>
        [...entries].map(([part, entry]) => ({ part, name: entry.fileName, open: () => opened(zip, entry) })),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const openZip = promisify((path: string, done: (error: Error | null, zip: ZipFile) => void) =>
  yauzl.open(path, { lazyEntries: true, autoClose: false, strictFileNames: false }, done),
);

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    if (zip.entryCount > zipLimits.entries) reject(new Unreadable("too-heavy", {}));
    zip.on("error", () => reject(damaged()));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      if (entry.isEncrypted()) reject(new Unreadable("encrypted", {}));
      entries.set(entry.fileName.replace(/^\/+/, "").toLowerCase(), entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function mustBeWorkbook(entries: Map<string, Entry>) {
  if (entries.has("mimetype") && entries.has("content.xml")) return;
  if (entries.has("xl/workbook.bin")) throw new Unreadable("other-format", { format: "xlsb" });
  if ([...entries.keys()].some((name) => name.endsWith("vbaproject.bin"))) throw new Unreadable("macros", {});
  if (!entries.has("[content_types].xml")) throw new Unreadable("not-a-workbook", {});
}

function mustBeLight(entries: Map<string, Entry>) {
  let total = 0;
  for (const [name, { compressedSize, uncompressedSize }] of entries) {
    total += uncompressedSize;
    const bomb = uncompressedSize > zipLimits.ratioFrom && uncompressedSize > compressedSize * zipLimits.ratio;
    const strings = name.endsWith("sharedstrings.xml") && uncompressedSize > zipLimits.sharedStrings;
    if (bomb || strings || total > zipLimits.bytes) throw new Unreadable("too-heavy", {});
  }
}

async function* textOf(
  zip: ZipFile,
  entry: Entry | undefined,
  read: { bytes: number; of: number },
): AsyncGenerator<string> {
  if (!entry) return;
  Object.assign(read, { bytes: 0, of: entry.uncompressedSize });
  const stream = await opened(zip, entry);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of stream) {
      read.bytes += chunk.length;
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch {
    throw damaged();
  }
}

const opened = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  promisify(zip.openReadStream.bind(zip) as OpenEntry)(entry).catch(() => Promise.reject(damaged()));

type OpenEntry = (entry: Entry, done: (error: Error | null, stream: Readable) => void) => void;
