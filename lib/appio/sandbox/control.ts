import { z } from "zod";
import { type Answer, json } from "@/lib/appio/sandbox/answer";
import { faultsInput } from "@/lib/appio/sandbox/faults";
import type { Platform } from "@/lib/appio/sandbox/platform";

const clockInput = z.strictObject({ advanceMs: z.number().nonnegative() });

/** Runs `act` on a body that `schema` accepts; a 400 with the problems otherwise. */
function withBody<T>(schema: z.ZodType<T>, body: unknown, act: (input: T) => unknown): Answer {
  const parsed = schema.safeParse(body);
  return parsed.success ? json(200, act(parsed.data)) : json(400, { error: z.prettifyError(parsed.error) });
}

/**
 * The interface of tests, benchmarks and curious people: stats, calls, posts, messages, faults, clock, reset.
 * `refuse` makes the sandbox refuse connections for some ms, this interface included.
 */
export function createControl(platform: Platform, refuse: (forMs: number) => void) {
  const routes: Readonly<Record<string, (url: URL, body: unknown) => Answer>> = {
    "GET /_sandbox/stats": () => json(200, platform.stats()),
    "GET /_sandbox/calls": () => json(200, platform.calls()),
    "GET /_sandbox/posts": () => json(200, platform.posts()),
    "GET /_sandbox/messages": (url) => {
      const fiscalCode = url.searchParams.get("cf") ?? "";
      return json(200, { ...platform.postsOf(fiscalCode), messages: platform.messagesOf(fiscalCode) });
    },
    "GET /_sandbox/faults": () => json(200, platform.faults.inForce()),
    "POST /_sandbox/faults": (_url, body) =>
      withBody(faultsInput, body, (input) => {
        platform.faults.add(input, platform.now());
        if (input.outage?.fault === "refuse" && input.outage.forMs) refuse(input.outage.forMs);
        return platform.faults.inForce();
      }),
    "POST /_sandbox/clock": (_url, body) =>
      withBody(clockInput, body, ({ advanceMs }) => {
        platform.advance(advanceMs);
        return { now: new Date(platform.now()).toISOString() };
      }),
    "POST /_sandbox/reset": () => {
      platform.reset();
      return json(200, platform.stats());
    },
  };
  return (method: string, url: URL, body: unknown): Answer =>
    routes[`${method} ${url.pathname}`]?.(url, body) ?? json(404, { routes: Object.keys(routes) });
}
