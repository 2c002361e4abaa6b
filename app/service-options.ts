import type { ServiceRow } from "@/lib/services/list";
import type { Option } from "./ui/field";

/** Services under the ente they belong to, for a select. */
export function serviceOptions(services: readonly ServiceRow[]): { heading: string; options: Option[] }[] {
  const organizations = [...new Set(services.map((service) => service.organizationName))];
  return organizations.map((heading) => ({
    heading,
    options: services
      .filter((service) => service.organizationName === heading)
      .map((service) => ({ value: service.id, label: `${service.name}${service.testing ? " · in prova" : ""}` })),
  }));
}
