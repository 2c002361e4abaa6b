import { z } from "zod";
import { wordRefusal } from "@/app/italian/refusals";
import { departureErrors } from "@/app/italian/schedule";
import type { Query } from "@/app/ui/query";
import { mustBeAhead } from "@/lib/flows/schedule";
import { instantOf } from "@/lib/italian-time";
import { Refusal } from "@/lib/refusal";

/** A date and a time, as two fields give them, read as a moment in Italy. */
export const departureForm = z
  .object({
    flowId: z.uuid(),
    day: z.iso.date(departureErrors.day),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, departureErrors.time),
  })
  .transform(({ flowId, day, time }, ctx) => {
    const at = instantOf(day, time);
    const refused = at && whyNotThen(new Date(), at);
    if (at && !refused) return { flowId, at };
    if (refused) {
      ctx.addIssue({ code: "custom", path: ["day"], message: refused });
      return z.NEVER;
    }
    ctx.addIssue({ code: "custom", path: ["time"], message: departureErrors.skipped });
    return z.NEVER;
  });

/** Why nothing may leave at that moment, or null. */
export function whyNotThen(now: Date, at: Date): string | null {
  try {
    mustBeAhead(now, at);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return wordRefusal(error);
    throw error;
  }
}

/** The key of the URL that carries the moment, and the one that asks for it. */
export const AT = "partenza";
export const LATER = "programma";

/** The departure that was chosen, to be carried from step to step: a send must not leave at once because of a step back. */
export const departureQuery = (query: Record<string, unknown>): Query => {
  const at = atOfUrl(query[AT]);
  return at ? { [AT]: at.toISOString() } : {};
};

export const atOfUrl = (value: unknown): Date | null => {
  const parsed = z.iso.datetime().safeParse(value);
  return parsed.success ? new Date(parsed.data) : null;
};
