import { cron } from "inngest";
import { engine } from "@/lib/sending/engine";
import { purgeUploads } from "@/lib/uploads/purge";
import { inngest } from "../client";

/** Every hour: files are kept for some days after their import, and no longer. */
export const purgeFiles = inngest.createFunction(
  { id: "purge-uploads", triggers: [cron("17 * * * *")], retries: 0 },
  async ({ step }) => step.run("purge", () => purgeUploads(engine().sql)),
);
