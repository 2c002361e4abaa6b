/** Cell formats beyond this are no workbook's: such a one comes back without coloured cells. */
const mostFormats = 5_000;

export type MarkedStyles = {
  xml: string;
  /** The format that looks as this one does, on red. */
  markOf(style: number): number;
};

/**
 * Adds to the styles of a workbook a red twin of each cell format, so that a marked cell keeps its number format, font
 * and borders. Null when the styles are not what we expect: then no cell is marked.
 */
export function markStyles(xml: string): MarkedStyles | null {
  // Tags in a comment are not formats.
  if (/<!--|<!\[CDATA\[/.test(xml)) return null;
  const fills = blockOf(xml, "fills");
  const formats = blockOf(xml, "cellXfs");
  if (!fills || !formats) return null;
  const count = (fills.inner.match(/<(?:\w+:)?fill\b/g) ?? []).length;
  const twins = formats.inner.match(/<(?:\w+:)?xf\b[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?xf\s*>)/g) ?? [];
  if (twins.length === 0 || twins.length > mostFormats) return null;
  const p = fills.prefix;
  const red = `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="FFFFC7CE"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`;
  const marked = twins.map((xf) =>
    xf
      .replace(/\s(?:fillId|applyFill)="[^"]*"/g, "")
      .replace(/^<((?:\w+:)?xf)\b/, `<$1 fillId="${count}" applyFill="1"`),
  );
  const edits = [
    { block: fills, inner: fills.inner + red, count: count + 1 },
    { block: formats, inner: formats.inner + marked.join(""), count: twins.length * 2 },
  ];
  let changed = xml;
  // From the last to the first, so that places stay true.
  for (const { block, inner, count } of edits.sort((a, b) => b.block.start - a.block.start)) {
    const open = `${block.open.replace(/\scount="[^"]*"/, "").slice(0, -1)} count="${count}">`;
    changed = changed.slice(0, block.start) + open + inner + changed.slice(block.end);
  }
  return { xml: changed, markOf: (style) => (style < twins.length ? style : 0) + twins.length };
}

/** An element with its opening tag and what is inside; `end` is where its closing tag begins. */
function blockOf(xml: string, name: string) {
  const found = new RegExp(`<(\\w+:)?${name}\\b[^>/]*>`).exec(xml);
  if (!found) return null;
  const prefix = found[1] ?? "";
  const inside = found.index + found[0].length;
  const end = xml.indexOf(`</${prefix}${name}>`, inside);
  return end === -1 ? null : { prefix, open: found[0], start: found.index, inner: xml.slice(inside, end), end };
}
