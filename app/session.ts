import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { cache } from "react";
import { z } from "zod";
import { connection, type Db } from "@/db/client";
import { inngest } from "@/inngest/client";
import type { Context, Hint, Operator } from "@/lib/context";
import { env } from "@/lib/env";
import { authenticate, SESSION_HOURS } from "@/lib/operators/authenticate";
import { operatorOfSession, revokeSession } from "@/lib/operators/session";
import { type Engine, engine } from "@/lib/sending/engine";

const credentials = z.object({ username: z.string().min(1).max(200), password: z.string().min(1).max(1000) });

/** Too many wrong passwords: nothing is tried for a while. */
class SignInDelayed extends CredentialsSignin {
  constructor(readonly seconds: number) {
    super();
  }
}

/** Whom the nearest proxy saw, or the server itself: the entries before it are only somebody's word. */
export const addressOf = (from: Headers) =>
  from
    .get("x-forwarded-for")
    ?.split(",")
    .at(-1)
    ?.trim()
    .replace(/^::ffff:/, "") ?? null;

// The JWT holds only the id of a row of `sessions`: who the operator is and what he may do is read at each request.
const config = (): NextAuthConfig => ({
  secret: env().AUTH_SECRET,
  trustHost: true,
  session: { strategy: "jwt", maxAge: SESSION_HOURS * 3600 },
  pages: { signIn: "/accesso" },
  providers: [
    Credentials({
      credentials: { username: {}, password: {} },
      authorize: async (input) => {
        const parsed = credentials.safeParse(input);
        if (!parsed.success) return null;
        const opened = await authenticate(connection(env().DATABASE_URL).db, {
          ...parsed.data,
          address: addressOf(await headers()),
          demoAllowed: env().FLUSSIO_EMBEDDED,
          now: new Date(),
        });
        if (opened && "waitSeconds" in opened) throw new SignInDelayed(opened.waitSeconds);
        return opened ? { id: opened.sessionId, name: opened.name } : null;
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user?.id ? { sub: user.id } : token),
    session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub ?? "" } }),
  },
  events: {
    // By whatever door the operator leaves, the session ends in Postgres too.
    signOut: async (message) => {
      const id = "token" in message ? message.token?.sub : undefined;
      if (id) await revokeSession(database(), id);
    },
  },
});

const { auth, handlers, signIn: authSignIn, signOut: authSignOut } = NextAuth(config);

export { handlers };

/** Opens the cookie session; false for any wrong credentials, or the seconds to wait before another try. Works from localhost and 127.0.0.1 alike: no redirect of next-auth. */
export async function signIn(username: string, password: string): Promise<boolean | { waitSeconds: number }> {
  try {
    await authSignIn("credentials", { username, password, redirect: false });
    return true;
  } catch (error) {
    if (error instanceof SignInDelayed) return { waitSeconds: error.seconds };
    if (error instanceof CredentialsSignin) return false;
    throw error;
  }
}

/** Revokes the session in Postgres and drops the cookie. */
export async function signOut(): Promise<void> {
  await authSignOut({ redirect: false });
}

/** The id of the session that the cookie names, whatever has become of it; null without a cookie of ours. */
export const currentSessionId = cache(async (): Promise<string | null> => {
  const session = await auth();
  return z.uuid().safeParse(session?.user?.id).data ?? null;
});

/** The signed-in operator, or null; one read per request. */
export const currentOperator = cache(async (): Promise<Operator | null> => {
  const id = await currentSessionId();
  return id ? operatorOfSession(connection(env().DATABASE_URL).db, id) : null;
});

/** The pool of this process, for what needs no actor. */
export const database = () => connection(env().DATABASE_URL).db;

export type RequestContext = Context & { actor: Operator; db: Db; engine: Engine };

/** What a request of another program gets besides its actor. */
export const connectionContext = () => ({ ...connection(env().DATABASE_URL), now: new Date(), emit });

/** A request of somebody signed in; null otherwise, for route handlers that answer 401 themselves. */
export async function findContext(): Promise<RequestContext | null> {
  const actor = await currentOperator();
  return actor && { ...connection(env().DATABASE_URL), engine: engine(), actor, now: new Date(), emit };
}

/** The same for pages and actions: whoever is not signed in is led to the sign-in page and back (the address is proxy.ts'). */
export async function requireContext(): Promise<RequestContext> {
  const ctx = await findContext();
  if (ctx) return ctx;
  const path = (await headers()).get("x-flussio-path") ?? "/";
  redirect(path === "/" ? "/accesso" : `/accesso?ritorno=${encodeURIComponent(path)}`);
}

// A lost hint only delays: the reconcile function picks up within a minute what it spoke of.
function emit(hint: Hint): void {
  inngest.send(hint).catch(() => {});
}
