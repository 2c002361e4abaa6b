/** Why a file is refused as a whole, with the values its Italian sentence needs (app/italian/import.ts). */
export type UnreadableValues = {
  /** No byte at all. */
  "empty-file": Record<string, never>;
  "not-a-workbook": Record<string, never>;
  "old-excel": Record<string, never>;
  "other-format": { format: "xlsb" };
  /** Quotes open in this row of a .csv and never close. */
  quotes: { row: number };
  encrypted: Record<string, never>;
  macros: Record<string, never>;
  damaged: Record<string, never>;
  /** It would unpack to more than any real file of these limits, or asks for too much memory or time. */
  "too-heavy": Record<string, never>;
  "file-too-large": { megabytes: number };
  "too-many-rows": { rows: number };
  "too-much-text": { millions: number };
  "no-rows": { sheet: string | null };
};

export type UnreadableReason = keyof UnreadableValues;

export class Unreadable<R extends UnreadableReason = UnreadableReason> extends Error {
  override name = "Unreadable";
  constructor(
    readonly reason: R,
    readonly values: UnreadableValues[R],
  ) {
    super(reason);
  }
}

export const damaged = () => new Unreadable("damaged", {});

/** What one file may hold (product.md §3). */
export const fileLimits = { bytes: 50_000_000, rows: 100_000, characters: 60_000_000 } as const;

/** A spreadsheet holds 32,767 characters in a cell; a hostile file could hold any number. */
export const longestCell = 100_000;
