import { z } from "zod";
import { departureErrors } from "@/app/italian/schedule";
import type { Query } from "@/app/ui/query";
import { instantOf } from "@/lib/italian-time";

/** A date and a time, as two fields give them, read as a moment in Italy. */
export const departureForm = z
  .object({
    flowId: z.uuid(),
    day: z.iso.date(departureErrors.day),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, departureErrors.time),
  })
  .transform(({ flowId, day, time }, ctx) => {
    const at = instantOf(day, time);
    if (at) return { flowId, at };
    ctx.addIssue({ code: "custom", path: ["time"], message: departureErrors.skipped });
    return z.NEVER;
  });

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
