import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { checkReachability } from "@/inngest/functions/check-reachability";
import { readStatuses } from "@/inngest/functions/read-statuses";
import { reconcile } from "@/inngest/functions/reconcile";
import { sendFlow } from "@/inngest/functions/send-flow";

export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: [sendFlow, checkReachability, readStatuses, reconcile],
});
