import { type NextRequest, NextResponse } from "next/server";

/** React reads its errors' stacks with eval, in development only. */
const evalInDevelopment = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";

/** Only our own scripts, those that this answer names; styles stand in attributes too (bars, columns). */
const policy = (nonce: string) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evalInDevelopment}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/**
 * Tells pages their own address, so that a sign-in can lead back to it, and sets the content security policy. It decides
 * nothing: every page, action and route checks for itself. Uploads stay out of the matcher, because a proxy cuts bodies
 * at 10 MB.
 */
export function proxy(request: NextRequest) {
  const csp = policy(Buffer.from(crypto.randomUUID()).toString("base64"));
  const headers = new Headers(request.headers);
  headers.set("x-flussio-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next takes the nonce of its own scripts from here.
  headers.set("content-security-policy", csp);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", csp);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/|.*/importa/carica|.*\\.[a-z]+$).*)"] };
