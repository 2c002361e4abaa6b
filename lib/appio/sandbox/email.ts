const label = /^[a-z\u00a1-\uff00\uff5f-\uffff0-9-]{1,63}$/i;
const topLevel = /^(?:[a-z\u00a1-\u00a8\u00aa-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]{2,}|xn[a-z0-9-]{2,})$/i;
const userPart = /^[a-z\d!#$%&'*+\-/=?^_`{|}~]+$/i;

/** RFC 5321: inside quotes anything ASCII but the quote itself; a backslash escapes what follows. */
function isQuotedText(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i);
    if (letter === "\\") {
      const escaped = text.charCodeAt(++i);
      if (!(escaped >= 1 && escaped <= 0x7f) || escaped === 0x0a) return false;
      continue;
    }
    const ascii = letter > "\0" && letter <= "\x7f";
    if (letter === '"' || (!ascii && !/\s/.test(letter))) return false;
  }
  return true;
}

function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || !topLevel.test(last)) return false;
  return labels.every((part) => label.test(part) && !part.startsWith("-") && !part.endsWith("-"));
}

/** E-mail addresses as App IO reads them: ASCII local part, a domain with a top level, no display name. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  if (text.length > 254 || at < 0) return false;
  const user = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (Buffer.byteLength(user) > 64 || Buffer.byteLength(domain) > 254 || !isDomain(domain)) return false;
  if (user.startsWith('"') && user.endsWith('"')) return isQuotedText(user.slice(1, -1));
  return user.split(".").every((part) => userPart.test(part));
}
