import { openApi } from "../openapi";

/** The document describes the API and holds nothing of an installation: no key is asked for. */
export function GET(request: Request): Response {
  const { origin } = new URL(request.url);
  return Response.json(openApi(`${origin}/api/v1`), { headers: { "cache-control": "public, max-age=300" } });
}
