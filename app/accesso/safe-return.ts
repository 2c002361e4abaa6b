/** Where to go after the sign-in: only a path of this site, anything else is the first page. */
export function safeReturn(value: unknown): string {
  const origin = "http://here.invalid";
  if (typeof value !== "string" || !value.startsWith("/") || !URL.canParse(value, origin)) return "/";
  const url = new URL(value, origin);
  // The path as the browser will read it: "/.//other" has become "//other", which is another site.
  const stays = url.origin === origin && !/^\/[/\\]/.test(url.pathname) && !url.pathname.startsWith("/accesso");
  return stays ? url.pathname + url.search : "/";
}
