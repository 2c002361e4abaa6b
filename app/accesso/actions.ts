"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { signInDelayed } from "../italian/sign-in";
import { signIn } from "../session";
import type { FormState } from "../ui/form-state";
import { safeReturn } from "./safe-return";

const credentials = z.object({
  username: z.string().trim().min(1, "Scrivi il nome utente.").max(200),
  password: z.string().min(1, "Scrivi la password.").max(1000),
});

/** Accedi. The answer never says which of the two was wrong. */
export async function enter(_before: FormState, form: FormData): Promise<FormState> {
  const username = String(form.get("username") ?? "");
  const parsed = credentials.safeParse({ username, password: form.get("password") });
  const values = { username };
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]);
    return { values, fieldErrors: Object.fromEntries(errors) };
  }
  const opened = await signIn(parsed.data.username, parsed.data.password);
  if (opened === true) redirect(safeReturn(form.get("ritorno")));
  if (opened) return { values, fieldErrors: {}, formError: signInDelayed(opened.waitSeconds) };
  return { values, fieldErrors: {}, formError: "Nome utente o password non corretti. Ricontrollali e riprova." };
}
