import { z } from "zod";
import { Refusal } from "../refusal";

const MINIMUM = 12;
const MAXIMUM = 128;
/** Different characters: refuses a repeated key, asks for no capital letters nor signs (NIST SP 800-63B, 5.1.1.2). */
const DIFFERENT = 5;

/** What a new password must be like, in words: the hint of every field that asks for one. */
export const passwordRule = `Almeno ${MINIMUM} caratteri, anche spazi e lettere accentate; non deve contenere il nome utente.`;

/** A password that is chosen now; an old one is only verified. */
export const newPassword = z
  .string()
  .min(MINIMUM, `La password deve avere almeno ${MINIMUM} caratteri.`)
  .max(MAXIMUM, `La password può avere al massimo ${MAXIMUM} caratteri.`)
  .refine((typed) => new Set(typed).size >= DIFFERENT, `La password deve avere almeno ${DIFFERENT} caratteri diversi.`);

/** The half of the rule that needs to know whose password it is. */
export const tellsUsername = (password: string, username: string) => password.toLowerCase().includes(username);

export function mustNotTellUsername(password: string, username: string): void {
  if (tellsUsername(password, username)) throw new Refusal("password-with-username", { field: "password" });
}
