/** Where to go after the sign-in: only a path of this site, anything else is the first page. */
export function safeReturn(value: unknown): string {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return "/";
  const origin = "http://here.invalid";
  const url = URL.canParse(value, origin) ? new URL(value, origin) : null;
  return url?.origin === origin && !url.pathname.startsWith("/accesso") ? url.pathname + url.search : "/";
}
