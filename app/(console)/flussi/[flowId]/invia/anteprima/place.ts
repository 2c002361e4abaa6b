import { z } from "zod";
import type { Query } from "@/app/ui/query";
import type { PreviewPlace } from "@/lib/flows/preview";

/** Which row, in the address: its number, and the position of the one beside it when that is known. */
export const NUMBER = "notifica";
export const AFTER = "dopo";
export const BEFORE = "prima";

const integer = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined);

export const placeOfUrl = (query: Query): PreviewPlace => ({
  number: integer.parse(query[NUMBER]) ?? 1,
  after: integer.parse(query[AFTER]),
  before: integer.parse(query[BEFORE]),
});
