import { notificationQuery, notificationSubmission } from "@/lib/submissions/contract";
import { listSubmitted } from "@/lib/submissions/find";
import { submitNotification } from "@/lib/submissions/notification";
import { endpoint } from "../endpoint";

export const POST = endpoint(notificationSubmission, async (ctx, input) => {
  const body = await submitNotification(ctx, input);
  return { status: body.created ? 201 : 200, body };
});

export const GET = endpoint(notificationQuery, async (ctx, query) => ({ body: await listSubmitted(ctx, query) }));
