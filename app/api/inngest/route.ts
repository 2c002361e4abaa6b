import { serve } from "inngest/next";
import { noticeMail } from "@/app/italian/notices";
import { inngest } from "@/inngest/client";
import { checkReachability } from "@/inngest/functions/check-reachability";
import { importFile } from "@/inngest/functions/import-file";
import { mailNotices } from "@/inngest/functions/mail-notices";
import { purgeFiles } from "@/inngest/functions/purge-uploads";
import { readStatuses } from "@/inngest/functions/read-statuses";
import { reconcile } from "@/inngest/functions/reconcile";
import { sealAudit } from "@/inngest/functions/seal-register";
import { sendFlow } from "@/inngest/functions/send-flow";
import { sendRequested } from "@/inngest/functions/send-requested";

export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: [
    sendFlow,
    sendRequested,
    checkReachability,
    readStatuses,
    importFile,
    purgeFiles,
    sealAudit,
    reconcile,
    mailNotices(noticeMail),
  ],
});
