import { z } from "zod";
import { findSubmitted } from "@/lib/submissions/find";
import { endpoint } from "../../endpoint";

export const GET = endpoint(z.object({}), async (ctx, _, id) => ({ body: await findSubmitted(ctx, id) }));
