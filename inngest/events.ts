import { eventType } from "inngest";
import { z } from "zod";

/** Events are hints: they carry ids only, and each may be lost, repeated or late without harm (design.md 8). */
export const appStarted = eventType("flussio/app.started", { schema: z.object({}) });
export const flowSend = eventType("flussio/flow.send", { schema: z.object({ flowId: z.uuid() }) });
/** Verifica raggiungibilità of a flow. */
export const flowReach = eventType("flussio/flow.reach", { schema: z.object({ flowId: z.uuid() }) });
/** A file waits to be imported. */
export const uploadReceived = eventType("flussio/upload.received", { schema: z.object({ uploadId: z.uuid() }) });
/** Applications asked for single notifications of a service to leave. */
export const notificationsRequested = eventType("flussio/notifications.requested", {
  schema: z.object({ serviceId: z.uuid() }),
});
export const statusCheck = eventType("flussio/status.check", { schema: z.object({ budgetId: z.uuid() }) });
/** Notices may wait to be mailed. */
export const noticesMail = eventType("flussio/notices.mail", { schema: z.object({}) });
/** A person does not want to wait for the minute. */
export const reconcileNow = eventType("flussio/reconcile", { schema: z.object({}) });
