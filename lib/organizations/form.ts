import { z } from "zod";
import type { SendingHours } from "@/db/schema/organizations";
import { isOrganizationCode } from "./fiscal-code";

/** What App IO admits in 5 seconds (appio.md §3). */
export const callLimits = [150, 250] as const;

/** A share above this leaves no room for other programs: measured, at 100% ten answers 429 a minute. */
export const HIGH_SHARE = 95;

/** 1 Monday … 7 Sunday */
export const weekDays = [1, 2, 3, 4, 5, 6, 7] as const;
export const dayField = (day: (typeof weekDays)[number]) => `day${day}` as const;

/** `1.000` or `1000` */
const whole = (least: number, most: number, message: string) =>
  z
    .string()
    .transform((typed) => typed.trim().replace(/^(\d{1,3})((?:\.\d{3})+)$/, (all) => all.replaceAll(".", "")))
    .pipe(z.string().regex(/^\d+$/, message))
    .transform(Number)
    .pipe(z.number().min(least, message).max(most, message));

const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

const moment = z.string().regex(/^$|^([01]\d|2[0-3]):[0-5]\d$/, "Scrivi un'ora da 00:00 a 23:59.");

const fields = z.object({
  name: z.string().trim().min(1, "Scrivi il nome dell'ente.").max(200, "Al massimo 200 caratteri."),
  fiscalCode: z
    .string()
    .transform((typed) => typed.replace(/\s/g, ""))
    .pipe(
      z
        .string()
        .regex(/^\d{11}$/, "Il codice fiscale di un ente ha 11 cifre.")
        .refine(isOrganizationCode, {
          error: "L'ultima cifra del codice fiscale non torna. Ricontrollalo.",
          when: ({ issues }) => issues.length === 0,
        }),
    ),
  /** The ente with whose calls this one's are counted together; empty = its own. */
  sharedWith: z.union([z.literal(""), z.uuid()], "Scegli un ente dall'elenco."),
  callLimit: z
    .enum(["", ...callLimits.map(String)], "Scegli un limite dall'elenco.")
    .transform((value) => (value === "" ? null : Number(value))),
  callShare: whole(1, 100, "Scrivi un numero da 1 a 100."),
  reachabilityHours: whole(1, 168, "Scrivi un numero di ore da 1 a 168."),
  approvalThreshold: z.union(
    [
      z
        .string()
        .regex(/^\s*$/)
        .transform(() => null),
      whole(0, 1_000_000, "Scrivi un numero da 0 a 1.000.000, o lascia vuoto."),
    ],
    "Scrivi un numero da 0 a 1.000.000, o lascia vuoto.",
  ),
  ...{ day1: ticked, day2: ticked, day3: ticked, day4: ticked, day5: ticked, day6: ticked, day7: ticked },
  hoursFrom: moment,
  hoursTo: moment,
});

/** The days and the times become one value; none of them = mass sends may leave at any time. */
function joined({ day1, day2, day3, day4, day5, day6, day7, ...input }: z.output<typeof fields>, ctx: z.RefinementCtx) {
  const { hoursFrom: from, hoursTo: to, ...organization } = input;
  const days = weekDays.filter((day) => [day1, day2, day3, day4, day5, day6, day7][day - 1]);
  const wrong = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
  const limited = days.length > 0 || from !== "" || to !== "";
  if (limited && days.length === 0) wrong(dayField(1), "Scegli almeno un giorno, o togli gli orari.");
  if (limited && from === "") wrong("hoursFrom", "Scrivi da che ora possono partire.");
  if (limited && to === "") wrong("hoursTo", "Scrivi fino a che ora possono partire.");
  if (from !== "" && to !== "" && from >= to) wrong("hoursTo", "L'ora di fine deve venire dopo quella di inizio.");
  const sendingHours: SendingHours | null = limited ? { days: [...days], from, to } : null;
  return { ...organization, sendingHours };
}

/** What a person writes of an ente. */
export const organizationForm = fields.transform(joined);
export type OrganizationForm = z.output<typeof organizationForm>;

/** Aggiorna. `version`: when the ente that was shown was changed last. */
export const organizationEdit = organizationForm.and(z.object({ organizationId: z.uuid(), version: z.coerce.date() }));
export type OrganizationEdit = z.output<typeof organizationEdit>;
