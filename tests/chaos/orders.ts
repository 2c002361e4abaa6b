import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { FaultsInput } from "@/lib/appio/sandbox/faults";
import type { Count } from "./verdict";

/** How long connections may be refused, in ms. */
const PATIENCE = 30_000;

const counts = z.array(
  z.object({
    fiscalCode: z.string(),
    posts: z.number(),
    stored: z.number(),
    refused: z.number().default(0),
    failed: z.number().default(0),
    unanswered: z.number().default(0),
  }),
);

/**
 * The control interface of the platform at `appioUrl`: what it is told to do, and what it counted. A platform that
 * counts and takes no orders is no less welcome: everybody is reachable there, and no storm comes.
 */
export async function ordersTo(appioUrl: string) {
  const control = `${new URL(appioUrl).origin}/_sandbox`;

  /** Repeated while connections are refused: a storm that was ordered. */
  async function insist(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> {
    for (const deadline = Date.now() + PATIENCE; ; await sleep(200)) {
      try {
        return await ask(method, path, body);
      } catch (error) {
        if (!(error instanceof TypeError) || Date.now() > deadline) throw error;
      }
    }
  }

  async function ask(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${control}/${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) throw new Error(`${method} ${control}/${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  const obeyed = await ask("GET", "faults").then(
    () => true,
    () => false,
  );
  await ask("GET", "posts");

  return {
    /** Whether the platform takes orders. */
    obeyed,
    /** Adds faults: shape and meaning in lib/appio/sandbox/faults.ts. */
    faults: (input: FaultsInput) => insist("POST", "faults", input),
    /** Every fiscal code that got a POST, and how its POSTs ended. */
    counts: async (): Promise<Count[]> => counts.parse(await insist("GET", "posts")),
  };
}
export type Orders = Awaited<ReturnType<typeof ordersTo>>;
