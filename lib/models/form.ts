import { z } from "zod";
import { placeholderTypes } from "@/db/states";
import { keyOf } from "../excel/columns";
import { tidySubject } from "../notifications/content";
import { bodyOfTyped } from "../notifications/typed-buttons";
import { declare, type Template } from "./template";

/** The names of the fields that declare a placeholder in a form. */
export const typeFieldOf = (name: string) => `type.${keyOf(name)}`;
export const optionalFieldOf = (name: string) => `optional.${keyOf(name)}`;
export const fallbackFieldOf = (name: string) => `fallback.${keyOf(name)}`;

const textsOf = (posted: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(posted).filter((entry): entry is [string, string] => typeof entry[1] === "string"));

const type = z.enum(placeholderTypes).catch("text");

/** A text with its placeholders as a form posts it: what it says of those that the text no longer has is left out. */
export const templateForm = z
  .looseObject({
    subject: z.string().max(2_000, "Al massimo 120 caratteri, segnaposto compresi nel testo di ogni riga."),
    body: z.string().max(20_000, "Al massimo 10.000 caratteri."),
  })
  .transform((posted): Template => {
    const text = { subject: tidySubject(posted.subject), body: bodyOfTyped(posted.body, textsOf(posted)) };
    const { placeholders } = declare(text, []);
    return declare(
      text,
      placeholders.map(({ name }) => ({
        name,
        type: type.parse(posted[typeFieldOf(name)]),
        fallback: posted[optionalFieldOf(name)] === "on" ? String(posted[fallbackFieldOf(name)] ?? "").trim() : null,
      })),
    );
  });

export const modelName = z.string().trim().min(1, "Scrivi il nome del modello.").max(120, "Al massimo 120 caratteri.");
