import { z } from "zod";
import { wordButtonFault } from "@/app/italian/buttons";
import { readButtons } from "@/lib/notifications/typed-buttons";

/** A text as a form posts it, with the fields of its placeholders and of its buttons beside. */
export const textForm = z.looseObject({
  subject: z.string().min(1, "Scrivi l'oggetto.").max(2_000, "L'oggetto è troppo lungo."),
  body: z.string().min(1, "Scrivi il contenuto.").max(20_000, "Il contenuto è troppo lungo."),
});

/** A button that leads nowhere is told on its field. */
export function noButtonFaults(typed: Record<string, unknown> & { body: string }, { addIssue }: z.RefinementCtx) {
  const texts = Object.fromEntries(
    Object.entries(typed).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  for (const fault of readButtons(texts, typed.body).faults)
    addIssue({ code: "custom", path: [fault.field], message: wordButtonFault(fault) });
}
