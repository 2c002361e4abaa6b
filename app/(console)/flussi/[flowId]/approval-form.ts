import { z } from "zod";

/** Why a send is not approved: its author reads it. */
export const refusalMotive = z
  .string()
  .trim()
  .min(1, "Scrivi il motivo: lo legge chi ha preparato l'invio.")
  .max(500, "Al massimo 500 caratteri.");
