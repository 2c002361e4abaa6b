import { applicationHints, applicationLabels } from "@/app/italian/applications";
import { serviceNote } from "@/app/italian/roles";
import { CheckList } from "@/app/ui/check-list";
import { CheckField, Field, TextAreaField } from "@/app/ui/field";
import type { ApplicationFields as Fields } from "@/lib/applications/form";
import type { AdministeredService } from "@/lib/services/list-all";

/** What an administrator writes of an application. */
export function ApplicationFields({
  application,
  services,
}: {
  application?: Fields;
  services: readonly AdministeredService[];
}) {
  return (
    <>
      <Field name="name" label={applicationLabels.name} maxLength={120} defaultValue={application?.name} required />
      <CheckList legend={applicationLabels.serviceIds} hint="Gli altri servizi per lei non esistono.">
        {services.map((service) => (
          <CheckField
            key={service.id}
            name={`serviceIds.${service.id}`}
            label={`${service.name} · ${service.code}${serviceNote(service)}`}
            defaultChecked={application?.serviceIds.includes(service.id)}
          />
        ))}
      </CheckList>
      <CheckField
        name="maySend"
        label={applicationLabels.maySend}
        hint={applicationHints.maySend}
        defaultChecked={application?.maySend}
      />
      <TextAreaField
        name="addresses"
        label={applicationLabels.addresses}
        hint={applicationHints.addresses}
        defaultValue={application?.addresses.join("\n")}
      />
      <Field
        name="rateLimit"
        label={applicationLabels.rateLimit}
        hint={applicationHints.rateLimit}
        inputMode="numeric"
        defaultValue={String(application?.rateLimit ?? 600)}
        required
      />
    </>
  );
}
