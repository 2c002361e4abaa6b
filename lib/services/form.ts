import { z } from "zod";
import { fiscalCodeFault, isTestFiscalCode, tidyFiscalCode } from "../fiscal-code";
import { parseEuro } from "../notifications/typed";

/** The largest amount that App IO admits, in euro cents (appio.md §6). */
const MOST = 9_999_999_999;

const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

/** A key travels in a header: no blanks, which a copy and paste brings along. */
const key = z
  .string()
  .transform((typed) => typed.replace(/[\s\u200B-\u200F\u2060\uFEFF]/g, ""))
  .pipe(
    z
      .string()
      .regex(/^[\x21-\x7e]{0,200}$/, "La chiave contiene caratteri non ammessi: copiala di nuovo dal BackOffice IO."),
  );

/** One fiscal code a line, as people paste them; `AAAAAA00A00A000A` of App IO is one too. */
const testFiscalCodes = z
  .string()
  .max(10_000, "Troppi codici: tieni solo quelli che servono per le prove.")
  .transform((typed, ctx) => {
    const codes = typed
      .split(/[\n,;]/)
      .map((line, index) => ({ line: index + 1, code: tidyFiscalCode(line) }))
      .filter(({ code }) => code !== "");
    const wrong = codes.filter(({ code }) => !isTestFiscalCode(code) && fiscalCodeFault(code) !== null);
    if (wrong.length > 0) {
      const where = wrong.length === 1 ? "Riga" : "Righe";
      const message = `${where} ${wrong.map(({ line }) => line).join(", ")}: non è un codice fiscale valido di 16 caratteri. Ricontrolla.`;
      ctx.addIssue({ code: "custom", message });
    }
    return [...new Set(codes.map(({ code }) => code))];
  });

/** Euro as people type them → cents; empty is 0. */
const maxPaymentAmount = z.string().transform((typed, ctx) => {
  const read = parseEuro(typed);
  if (!read.ok) ctx.addIssue({ code: "custom", message: "Scrivi l'importo in euro, per esempio 1.234,56." });
  const cents = read.ok ? (read.value ?? 0) : 0;
  if (cents > MOST) ctx.addIssue({ code: "custom", message: "App IO ammette al massimo 99.999.999,99 €." });
  return cents;
});

const fields = z.object({
  organizationId: z.uuid("Scegli un ente dall'elenco."),
  code: z.string().trim().min(1, "Scrivi un codice, per esempio TRIB.").max(40, "Al massimo 40 caratteri."),
  name: z.string().trim().min(1, "Scrivi il nome del servizio.").max(100, "Al massimo 100 caratteri."),
  appioServiceId: z
    .string()
    .trim()
    .regex(
      /^[A-Za-z0-9_-]{1,60}$/,
      "Copia l'identificativo del servizio dal BackOffice IO: lettere e cifre, senza spazi.",
    ),
  testing: ticked,
  testFiscalCodes,
  maxPaymentAmount,
  requireSecureChannels: ticked,
});

/** What a person writes of a new service; the key is never shown again. */
export const serviceForm = fields.extend({
  subscriptionKey: key.refine((typed) => typed !== "", "Copia qui la chiave primaria o secondaria dal BackOffice IO."),
});
export type ServiceForm = z.output<typeof serviceForm>;

/** Aggiorna: an empty key leaves the one that is there. `version`: when the service that was shown was changed last. */
export const serviceEdit = fields.extend({ subscriptionKey: key, serviceId: z.uuid(), version: z.coerce.date() });
export type ServiceEdit = z.output<typeof serviceEdit>;
