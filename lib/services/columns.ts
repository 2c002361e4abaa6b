import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";

/** What a screen says of a service; the query joins organizations. */
export const serviceColumns = {
  id: services.id,
  code: services.code,
  name: services.name,
  organizationName: organizations.name,
  maxPaymentAmount: services.maxPaymentAmount,
  testing: services.testing,
  disabled: services.disabled,
};
