import { type NextRequest, NextResponse } from "next/server";

/**
 * Tells pages their own address, so that a sign-in can lead back to it. It decides nothing: every page, action and
 * route checks for itself. Uploads stay out of the matcher, because a proxy cuts bodies at 10 MB.
 */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.set("x-flussio-path", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ["/((?!api/|_next/|.*/importa/carica|.*\\.[a-z]+$).*)"] };
