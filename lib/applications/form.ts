import { isIP } from "node:net";
import { z } from "zod";

function isNetwork(text: string): boolean {
  const [address = "", bits, more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** What an administrator writes of an application; the same schema serves the form and the action. */
export const applicationFields = z.object({
  name: z.string().trim().min(1, "Scrivi il nome dell'applicazione.").max(120, "Al massimo 120 caratteri."),
  serviceIds: z.array(z.uuid()).max(1000),
  maySend: z.preprocess((box) => box === "on" || box === true, z.boolean()),
  addresses: z
    .string()
    .transform((typed) => [...new Set(typed.split(/[\s,;]+/).filter(Boolean))])
    .refine(
      (list) => list.every(isNetwork),
      "Scrivi un indirizzo o una rete per riga, per esempio 192.0.2.10 o 192.0.2.0/24.",
    )
    .refine((list) => list.length <= 100, "Al massimo 100 indirizzi."),
  rateLimit: z.coerce
    .number("Scrivi quante richieste al minuto, da 1 a 60.000.")
    .int("Scrivi un numero intero.")
    .min(1, "Almeno 1 richiesta al minuto.")
    .max(60_000, "Al massimo 60.000 richieste al minuto."),
});
export type ApplicationFields = z.output<typeof applicationFields>;
