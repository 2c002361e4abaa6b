import { type FileHandle, mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Event } from "./protocol";

export type Entry = { number: number; event: Event };
type Line = Entry | { done: number };

/** Closed entries that may lie in the file before it is rewritten. */
const slack = 2000;

/**
 * Accepted events that have not started all their runs, in an append-only file: an entry is on disk before `append`
 * resolves, and entries that arrive together share one flush. Events carry ids only (design.md 8).
 */
export class Inbox {
  private readonly held = new Map<number, Entry>();
  private last = 0;
  private closed = 0;
  private unwritten = "";
  private writing: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  private constructor(
    private readonly path: string,
    private file: FileHandle,
  ) {}

  /** Opens the inbox of a directory; `pending()` is then what a dead executor left. */
  static async open(directory: string): Promise<Inbox> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, "inbox.jsonl");
    const inbox = new Inbox(path, await open(path, "a", 0o600));
    for (const line of (await readFile(path, "utf8")).split("\n")) inbox.replay(line);
    await inbox.compact();
    return inbox;
  }

  pending(): Entry[] {
    return [...this.held.values()];
  }

  /** Resolves once the events are on disk. */
  async append(events: Event[]): Promise<Entry[]> {
    const entries = events.map((event) => ({ number: ++this.last, event }));
    for (const entry of entries) this.held.set(entry.number, entry);
    try {
      await this.write(entries);
    } catch (error) {
      for (const { number } of entries) this.held.delete(number);
      throw error;
    }
    return entries;
  }

  /** Forgets an entry. Nobody waits for the disk: an entry that survives a kill only repeats its event. */
  done(number: number): void {
    if (!this.held.delete(number)) return;
    this.closed++;
    this.write([{ done: number }]).catch(() => {});
  }

  async close(): Promise<void> {
    await (this.next ?? this.writing).catch(() => {});
    await this.file.close();
  }

  private write(lines: Line[]): Promise<void> {
    this.unwritten += text(lines);
    this.next ??= this.writing.catch(() => {}).then(() => this.flush());
    return this.next;
  }

  private async flush(): Promise<void> {
    this.writing = this.next ?? this.writing;
    const lines = this.unwritten;
    this.next = undefined;
    this.unwritten = "";
    // The leading newline parts these lines from one that an earlier, failed write cut short.
    await this.file.appendFile(`\n${lines}`);
    await this.file.datasync();
    if (this.closed > slack) await this.compact().catch(() => {});
  }

  private replay(line: string): void {
    const entry = parsed(line);
    if (!entry) return;
    if ("done" in entry) this.held.delete(entry.done);
    else {
      this.held.set(entry.number, entry);
      this.last = Math.max(this.last, entry.number);
    }
  }

  private async compact(): Promise<void> {
    const rewritten = `${this.path}.new`;
    const file = await open(rewritten, "w", 0o600);
    await file.writeFile(text(this.pending()));
    await file.datasync();
    await this.file.close();
    await rename(rewritten, this.path);
    this.file = file;
    this.closed = 0;
  }
}

const text = (lines: Line[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");

/** A line that a kill cut short is none: its event was never acknowledged. */
function parsed(line: string): Line | undefined {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return undefined;
  }
}
