/** A change of a text: replace `from`–`to` with `insert`, then select `select`. Positions in UTF-16 units. */
export type Edit = { from: number; to: number; insert: string; select: [start: number, end: number] };

type Format = (text: string, start: number, end: number) => Edit;

/** The subset of Markdown that App IO promises to show (appio.md §4). */
export const formats = {
  bold: around("**", "testo in grassetto"),
  italic: around("*", "testo in corsivo"),
  heading: onLines((line) => {
    const [mark = ""] = /^#{1,6} /.exec(line) ?? [];
    const next = mark.length > 3 ? "" : `${"#".repeat(Math.max(mark.length, 1))} `;
    return next + line.slice(mark.length);
  }),
  list: onLines((line) => (line.startsWith("- ") ? line.slice(2) : `- ${line}`)),
  link: (text, start, end) => {
    const label = text.slice(start, end) || "testo del collegamento";
    const address = start + label.length + "[](".length;
    return { from: start, to: end, insert: `[${label}](https://)`, select: [address, address + "https://".length] };
  },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

/** Puts the mark on both sides of the selection, or takes it away. */
function around(mark: string, sample: string): Format {
  return (text, start, end) => {
    const width = mark.length;
    const marked = text.slice(start - width, start) === mark && text.slice(end, end + width) === mark;
    // `**` around is not a `*` around.
    const longer = mark === "*" && text.slice(start - 2, start) === "**" && text.slice(start - 3, start) !== "***";
    if (start >= width && marked && !longer) {
      const inner = text.slice(start, end);
      return { from: start - width, to: end + width, insert: inner, select: [start - width, end - width] };
    }
    const inner = text.slice(start, end) || sample;
    return { from: start, to: end, insert: mark + inner + mark, select: [start + width, start + width + inner.length] };
  };
}

/** Rewrites every line that the selection touches. */
function onLines(rewrite: (line: string) => string): Format {
  return (text, start, end) => {
    const from = text.lastIndexOf("\n", start - 1) + 1;
    const next = text.indexOf("\n", Math.max(start, end));
    const to = next === -1 ? text.length : next;
    const insert = text.slice(from, to).split("\n").map(rewrite).join("\n");
    return { from, to, insert, select: [from + insert.length, from + insert.length] };
  };
}
