import { z } from "zod";
import { cancelNotification } from "@/lib/submissions/cancel";
import { findSubmitted } from "@/lib/submissions/find";
import { endpoint } from "../../../endpoint";

export const POST = endpoint(z.object({}), async (ctx, _, id) => {
  await cancelNotification(ctx, id);
  return { body: await findSubmitted(ctx, id) };
});
