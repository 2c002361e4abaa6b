import { z } from "zod";
import { permissions } from "@/db/states";

/** What an administrator writes of a role; the same schema serves the form and the action. */
export const roleFields = z.object({
  name: z.string().trim().min(1, "Scrivi il nome del ruolo.").max(120, "Al massimo 120 caratteri."),
  permissions: z.array(z.enum(permissions)).max(permissions.length),
  serviceIds: z.array(z.uuid()).max(1000),
});
export type RoleFields = z.output<typeof roleFields>;

/** Whether nobody gets anything from it: neither a service to see nor the administration. */
export const grantsNothing = (role: Pick<RoleFields, "permissions"> & { services: number }) =>
  role.services === 0 && !role.permissions.includes("administer");
