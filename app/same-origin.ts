/**
 * For route handlers that change something: false when the request comes from a page of somebody else. Browsers always
 * say it in one of the two headers; a program that sends neither carries no cookie by mistake. Server actions get this
 * check from Next.
 */
export function isFromHere(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}
