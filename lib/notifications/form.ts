import { z } from "zod";
import { draftOfTyped } from "./typed";
import { bodyOfTyped, readButtons } from "./typed-buttons";

const typed = z.string().max(100_000, "Il testo è troppo lungo.").default("");

/**
 * What a person types of a notification, read into a draft; its rules are in content.ts. With `buttonFaults` the form
 * is refused: the buttons have fields of their own, which the draft has not.
 */
export const contentForm = z
  .object({
    fiscalCode: typed,
    subject: typed,
    body: typed,
    cta1Text: typed,
    cta1Kind: typed,
    cta1Address: typed,
    cta2Text: typed,
    cta2Kind: typed,
    cta2Address: typed,
    dueDate: typed,
    amount: typed,
    noticeNumber: typed,
    /** A checkbox: absent when it is not ticked. */
    payableAfterDue: z.literal("on").optional(),
  })
  .transform(({ payableAfterDue, ...texts }) => ({
    draft: draftOfTyped({
      ...texts,
      body: bodyOfTyped(texts.body, texts),
      payableAfterDue: payableAfterDue === "on",
    }),
    buttonFaults: readButtons(texts, texts.body).faults,
  }));

export const newNotificationForm = z.intersection(
  z.object({ id: z.uuid(), serviceId: z.uuid("Scegli un servizio dall'elenco.") }),
  contentForm,
);

export const editNotificationForm = z.intersection(
  z.object({ id: z.uuid(), version: z.coerce.number().int() }),
  contentForm,
);

/** Why a person decided so on an uncertain notification, kept in its timeline. */
export const motive = z.string().trim().max(500, "Al massimo 500 caratteri.").default("");
