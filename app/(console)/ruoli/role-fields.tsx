import { permissionExplained, permissionWords } from "@/app/italian/permissions";
import { serviceNote } from "@/app/italian/roles";
import { CheckList } from "@/app/ui/check-list";
import { CheckField, Field } from "@/app/ui/field";
import { permissions } from "@/db/states";
import type { RoleFields as Fields } from "@/lib/roles/form";
import type { AdministeredService } from "@/lib/services/list-all";

export const roleLabels: Record<keyof Fields, string> = {
  name: "Nome del ruolo",
  permissions: "Chi ha questo ruolo può",
  serviceIds: "Servizi abilitati",
};

/** Name, permissions and services of a role; the services under their ente. */
export function RoleFields({ role, services }: { role?: Fields; services: readonly AdministeredService[] }) {
  const organizations = new Map(
    services.map(({ organizationId, organizationName }) => [organizationId, organizationName]),
  );
  return (
    <>
      <Field name="name" label={roleLabels.name} maxLength={120} defaultValue={role?.name} required />
      <CheckList
        legend={roleLabels.permissions}
        hint="Vale per i servizi abilitati qui sotto. Senza permessi si può solo consultare."
      >
        {permissions.map((permission) => (
          <CheckField
            key={permission}
            name={`permissions.${permission}`}
            label={permissionWords[permission]}
            hint={permissionExplained[permission]}
            defaultChecked={role?.permissions.includes(permission)}
          />
        ))}
      </CheckList>
      <CheckList legend={roleLabels.serviceIds} hint="I servizi che non sono qui non si vedono affatto.">
        {[...organizations].map(([id, name]) => (
          <CheckList key={id} legend={name}>
            {services
              .filter(({ organizationId }) => organizationId === id)
              .map((service) => (
                <CheckField
                  key={service.id}
                  name={`serviceIds.${service.id}`}
                  label={`${service.name} · ${service.code}${serviceNote(service)}`}
                  defaultChecked={role?.serviceIds.includes(service.id)}
                />
              ))}
          </CheckList>
        ))}
        {services.length === 0 && <p>Non ci sono ancora servizi: aggiungili in Servizi.</p>}
      </CheckList>
    </>
  );
}
