import { inngest } from "../client";
import { uploadReceived } from "../events";
import { inThread } from "../thread/thread";

/** Reads a file that an operator sent and imports it; what a lost run leaves standing, reconcile picks up. */
export const importFile = inngest.createFunction(
  { id: "import-file", triggers: [uploadReceived], retries: 0 },
  async ({ event, step }) => {
    await step.run("import", () => inThread("importUpload", { uploadId: event.data.uploadId }));
  },
);
