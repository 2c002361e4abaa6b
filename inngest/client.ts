import { Inngest } from "inngest";

/** Reads INNGEST_BASE_URL, INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY, checked at boot by lib/env.ts. */
export const inngest = new Inngest({ id: "flussio" });
