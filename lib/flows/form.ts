import { z } from "zod";

/** What a person writes of a flow; the same schema serves the form and the action. */
export const flowForm = z.object({
  serviceId: z.uuid("Scegli un servizio dall'elenco."),
  note: z.string().trim().max(500, "Al massimo 500 caratteri.").default(""),
  context: z.string().trim().max(200, "Al massimo 200 caratteri.").default(""),
  key: z.string().trim().max(200, "Al massimo 200 caratteri.").default(""),
});
export type FlowForm = z.output<typeof flowForm>;
