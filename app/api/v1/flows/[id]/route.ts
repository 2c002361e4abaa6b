import { z } from "zod";
import { findSubmittedFlow } from "@/lib/submissions/find";
import { endpoint } from "../../endpoint";

export const GET = endpoint(z.object({}), async (ctx, _, id) => ({ body: await findSubmittedFlow(ctx, id) }));
