"use server";

import { redirect } from "next/navigation";
import { signOut } from "../session";

/** Esci. */
export async function leave(): Promise<void> {
  await signOut();
  redirect("/accesso");
}
