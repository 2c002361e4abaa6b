"use server";

import { z } from "zod";
import { action } from "@/app/action";
import { seeNotices } from "@/lib/notices/seen";

/** The page of the notices was opened, with this one as the latest. */
export const see = action(z.object({ upTo: z.coerce.number().int().positive() }), async (ctx, { upTo }) => {
  await seeNotices(ctx, upTo);
  return undefined;
});
