import { z } from "zod";
import { draftOfTyped } from "./typed";

const typed = z.string().max(100_000, "Il testo è troppo lungo.").default("");

/** What a person types of a notification, read into a draft; its rules are in content.ts. */
export const contentForm = z
  .object({
    fiscalCode: typed,
    subject: typed,
    body: typed,
    dueDate: typed,
    amount: typed,
    noticeNumber: typed,
    /** A checkbox: absent when it is not ticked. */
    payableAfterDue: z.literal("on").optional(),
  })
  .transform(({ payableAfterDue, ...texts }) => draftOfTyped({ ...texts, payableAfterDue: payableAfterDue === "on" }));

export const newNotificationForm = z.intersection(
  z.object({ id: z.uuid(), serviceId: z.uuid("Scegli un servizio dall'elenco.") }),
  contentForm.transform((draft) => ({ draft })),
);

export const editNotificationForm = z.intersection(
  z.object({ id: z.uuid(), version: z.coerce.number().int() }),
  contentForm.transform((draft) => ({ draft })),
);

/** Why a person decided so on an uncertain notification, kept in its timeline. */
export const motive = z.string().trim().max(500, "Al massimo 500 caratteri.").default("");
