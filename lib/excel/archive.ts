import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { damaged, Unreadable } from "./unreadable";

/** The parts of a workbook's zip file, by lower-case path without a leading slash. */
export type Archive = {
  has(part: string): boolean;
  /** The text of a part, in chunks; empty when there is no such part. */
  read(part: string): AsyncGenerator<string>;
  close(): void;
};

/** What a real workbook within our limits never exceeds; checked on the directory, before anything is unpacked. */
const zipLimits = { entries: 2_000, bytes: 400_000_000, sharedStrings: 100_000_000, ratio: 300, ratioFrom: 10_000_000 };

/** Opens a file as a workbook's zip, or throws Unreadable. yauzl stops an entry that unpacks to more than it declares. */
export async function openArchive(path: string): Promise<Archive> {
  await mustBeZip(path);
  const zip = await openZip(path).catch(() => Promise.reject(damaged()));
  try {
    const entries = await entriesOf(zip);
    mustBeWorkbook(entries);
    mustBeLight(entries);
    return {
      has: (part) => entries.has(part),
      read: (part) => textOf(zip, entries.get(part)),
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

/** Tells apart, by their first bytes, what people send instead of an .xlsx. */
async function mustBeZip(path: string) {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0).finally(() => file.close());
  if (bytesRead === 0) throw new Unreadable("empty-file", {});
  const head = buffer.subarray(0, bytesRead);
  if (head.subarray(0, 4).equals(Buffer.from("PK\x03\x04", "latin1"))) return;
  if (head.subarray(0, 8).equals(Buffer.from("D0CF11E0A1B11AE1", "hex")))
    throw (await holds(path, "EncryptedPackage")) ? new Unreadable("encrypted", {}) : new Unreadable("old-excel", {});
  if (!head.includes(0) && /[;,\t].*[\r\n]/.test(head.toString("latin1")))
    throw new Unreadable("other-format", { format: "csv" });
  throw new Unreadable("not-a-workbook", {});
}

/** Whether the old container names a stream so; names are kept in UTF-16. */
async function holds(path: string, name: string): Promise<boolean> {
  const wanted = Buffer.from(name, "utf16le");
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const seen = Buffer.concat([tail, chunk]);
    if (seen.includes(wanted)) return true;
    tail = seen.subarray(-wanted.length);
  }
  return false;
}

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
  if (entries.has("mimetype") && entries.has("content.xml")) throw new Unreadable("other-format", { format: "ods" });
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

async function* textOf(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<string> {
  if (!entry) return;
  const stream = await promisify(zip.openReadStream.bind(zip) as OpenEntry)(entry).catch(() =>
    Promise.reject(damaged()),
  );
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of stream) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch {
    throw damaged();
  }
}

type OpenEntry = (entry: Entry, done: (error: Error | null, stream: AsyncIterable<Uint8Array>) => void) => void;
