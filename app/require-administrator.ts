import "server-only";
import { notFound } from "next/navigation";
import { administers } from "@/lib/operators/access";
import { type RequestContext, requireContext } from "./session";

/** For the pages of Amministrazione: for everybody else they are not there. */
export async function requireAdministrator(): Promise<RequestContext> {
  const ctx = await requireContext();
  return administers(ctx.actor) ? ctx : notFound();
}
