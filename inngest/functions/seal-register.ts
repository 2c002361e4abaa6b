import { cron } from "inngest";
import { registerKey, sealRegister } from "@/lib/audit/seal";
import { engine } from "@/lib/sending/engine";
import { inngest } from "../client";

/** Every minute: what was written in the register can no longer change without a trace. */
export const sealAudit = inngest.createFunction(
  { id: "seal-register", triggers: [cron("* * * * *")], retries: 0 },
  async ({ step }) =>
    step.run("seal", () => {
      const { sql, sealingKey } = engine();
      return sealRegister(sql, registerKey(sealingKey));
    }),
);
