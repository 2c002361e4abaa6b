/** Where a value lands in a message, which says what must be made harmless in it. */
export type Place = "plain" | "markdown" | "code" | "address" | "button";

/** Invisible, and no letter: what would become a link by itself does not. */
const joiner = "\u2060";

const unsafeInYaml = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

/** A value, on one line, as it may stand in a place: the reader sees it as it is, and it means nothing else. */
export const escapes: Record<Place, (value: string) => string> = {
  plain: (value) => value,
  markdown: escapeMarkdown,
  // Nothing is an escape inside code; only its end must not be there, of either fence.
  code: (value) => value.replaceAll("`", "'").replace(/~/g, `~${joiner}`),
  address: (value) =>
    encodeURIComponent(value.replace(/\p{Cs}/gu, "\uFFFD")).replace(
      /[!'()*~]/g,
      (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  // Between double quotes: JSON's escapes are YAML's.
  button: (value) =>
    JSON.stringify(value)
      .slice(1, -1)
      .replace(unsafeInYaml, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
};

/**
 * Backslashes before whatever CommonMark and GFM give a meaning to. Bare addresses are found in the text after its
 * escapes are gone (GFM autolinks): only a joiner parts them.
 */
function escapeMarkdown(value: string): string {
  return value
    .replace(/[\\`*_[\]<>~|&{}]/g, "\\$&")
    .replace(/^[+=#:(.)]|^-|-(?=-)|(?<=-)-/g, "\\$&")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2")
    .replace(/!$/, "\\!")
    .replace(/(www)(?=\.|$)|(:)(?=\/|$)|(https?|ftp)$/gi, `$&${joiner}`)
    .replace(/@/g, `${joiner}@${joiner}`);
}

/** Between a value and what stands before it: together they might be an address, or lose an escape. */
export const parts = (before: string, value: string) =>
  /(?:[@:/.\\]|www|https?|ftp)$/i.test(before) && value !== "" ? joiner : "";
