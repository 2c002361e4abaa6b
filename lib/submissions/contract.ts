import { z } from "zod";
import { flowStates, notificationStates, reasons } from "@/db/states";

const pair = {
  context: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({
      description:
        "Your application's own domain for the object, e.g. `tari-2026`. With `key` it names the submission for ever.",
      examples: ["tari-2026"],
    }),
  key: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({
      description: "The object in that context, e.g. a case or notice number. No personal data.",
      examples: ["pratica-000123"],
    }),
};

/** Texts are checked by lib/notifications/content.ts, whose limits the descriptions repeat. */
const content = {
  fiscal_code: z.string().max(40).meta({ description: "Codice fiscale of the recipient, a person: 16 characters." }),
  subject: z
    .string()
    .max(1_000)
    .meta({ description: "10 to 120 characters. Readable on a locked phone: no personal data." }),
  body: z.string().max(50_000).meta({ description: "80 to 10,000 characters of Markdown." }),
  due_date: z.iso
    .date()
    .nullish()
    .meta({ description: "A day in Italy; the message expires at its end.", examples: ["2027-12-31"] }),
  amount: z
    .int()
    .min(0)
    .nullish()
    .meta({ description: "Euro cents; together with `notice_number`, or neither.", examples: [12345] }),
  notice_number: z
    .string()
    .max(40)
    .nullish()
    .meta({ description: "18 digits, the first 0 to 3 (numero avviso).", examples: ["301000000000000001"] }),
  payable_after_due: z
    .boolean()
    .default(true)
    .meta({ description: "Whether the notice may be paid after `due_date`." }),
};

const service = z
  .string()
  .min(1)
  .max(200)
  .meta({
    description: "Code of the service, as FlussIO shows it under Servizi.",
    examples: ["TRIBUTI"],
  });

export const notificationSubmission = z.object({
  service,
  ...pair,
  ...content,
  send: z
    .boolean()
    .default(true)
    .meta({ description: "Leave at once; false keeps it Registrato, for an operator to send." }),
});
export type NotificationSubmission = z.output<typeof notificationSubmission>;

export const flowSubmission = z.object({
  service,
  ...pair,
  note: z.string().trim().max(500).default("").meta({ description: "What operators read of the flow in their lists." }),
});
export type FlowSubmission = z.output<typeof flowSubmission>;

export const flowRow = z.object({
  key: pair.key.meta({ description: "Names the row within its flow: the same key is the same row." }),
  ...content,
});
export type FlowRow = z.output<typeof flowRow>;

/** Rows of one request. */
export const mostRows = 1_000;
export const flowRows = z.object({ rows: z.array(flowRow).min(1).max(mostRows) });

export const flowClosing = z.object({
  send: z.boolean().meta({ description: "true: leave now. false: stay Inattivo, for an operator to check and send." }),
});

export const submitted = z.object({ id: z.uuid(), created: z.boolean() }).meta({
  description:
    "`created` is false when the same pair was submitted before with the same content: nothing was done again.",
});

export const notificationState = z.object({
  id: z.uuid(),
  context: z.string(),
  key: z.string(),
  flow_id: z.uuid().nullable(),
  state: z.enum(notificationStates).meta({
    description:
      "registered: to be sent. transmitting: on its way. sent: App IO has accepted it. error: see `reason`. unreachable: the person cannot receive on IO.",
  }),
  reason: z.enum(reasons).nullable().meta({
    description: "`uncertain` means that it may have been delivered: only a person decides to send it again.",
  }),
  delivery_status: z
    .string()
    .nullable()
    .meta({ description: "The platform's own word: ACCEPTED, PROCESSED, REJECTED, FAILED, THROTTLED." }),
  delivery_id: z.string().nullable(),
  sent_at: z.iso.datetime().nullable(),
  disabled: z.boolean(),
});
export type NotificationStateView = z.output<typeof notificationState>;

export const flowState = z.object({
  id: z.uuid(),
  context: z.string(),
  key: z.string(),
  state: z.enum(flowStates).meta({
    description:
      "inactive: being prepared. active: ready. sending. sent: all accepted. incomplete: ended with some negative outcomes.",
  }),
  disabled: z.boolean(),
  counts: z.record(z.enum(notificationStates), z.int()).meta({ description: "Enabled notifications by state." }),
});
export type FlowStateView = z.output<typeof flowState>;

export const notificationQuery = z.object({
  context: z.string().max(200).optional(),
  key: z.string().max(200).optional(),
  flow_id: z.uuid().optional(),
  after: z.uuid().optional().meta({ description: "The `next` of the page before." }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type NotificationQuery = z.output<typeof notificationQuery>;

export const notificationPage = z.object({ items: z.array(notificationState), next: z.uuid().nullable() });
