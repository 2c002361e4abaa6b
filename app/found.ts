import "server-only";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Refusal } from "@/lib/refusal";

const uuid = z.uuid();

/**
 * For pages: runs a verb on the record whose id is in the address. What is not there, may not be seen, or is not even an
 * id is a page with HTTP 404.
 */
export async function found<T>(id: string, verb: (id: string) => Promise<T>): Promise<T> {
  return (await findOrNull(id, verb)) ?? notFound();
}

/** The same for route handlers, which answer 404 themselves. */
export async function findOrNull<T>(id: string, verb: (id: string) => Promise<T>): Promise<T | null> {
  if (!uuid.safeParse(id).success) return null;
  try {
    return await verb(id);
  } catch (error) {
    if (error instanceof Refusal && error.code === "not-found") return null;
    throw error;
  }
}
