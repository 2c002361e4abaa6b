import { z } from "zod";
import { newPassword } from "./password-rule";

/** What is typed at sign-in; kept in lower case. */
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,59}$/, "Usa da 3 a 60 lettere senza accenti, cifre, punti o trattini.");

const wholeAddress = "Scrivi un indirizzo completo, come nome@ente.it, o lascia vuoto.";

/** Where notices are mailed; an empty field means in the console only. */
export const email = z
  .string()
  .trim()
  .max(254, wholeAddress)
  .refine((typed) => typed === "" || z.email().safeParse(typed).success, wholeAddress)
  .transform((typed) => typed || null);

/** What an administrator writes of an operator; the same schemas serve the forms and the actions. */
export const operatorFields = z.object({
  name: z.string().trim().min(1, "Scrivi nome e cognome.").max(200, "Al massimo 200 caratteri."),
  email,
  roleIds: z.array(z.uuid()).max(1000),
});
export type OperatorFields = z.output<typeof operatorFields>;

export const newOperatorFields = operatorFields.extend({ username, password: newPassword });
export type NewOperatorFields = z.output<typeof newOperatorFields>;

const repeated = "Le due password sono diverse.";

/** A password that is chosen without being seen is typed twice. */
export const passwordChange = z
  .object({ currentPassword: z.string().min(1, "Scrivi la password di adesso.").max(1000), password: newPassword })
  .extend({ again: z.string().max(1000) })
  .refine(({ password, again }) => password === again, { path: ["again"], message: repeated });
