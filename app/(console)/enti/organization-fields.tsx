import { weekDayNames, wordCallLimit } from "@/app/italian/organizations";
import { CheckField, Field, SelectField } from "@/app/ui/field";
import { callLimits, dayField, HIGH_SHARE, type OrganizationForm, weekDays } from "@/lib/organizations/form";

export const organizationLabels = {
  name: "Nome",
  fiscalCode: "Codice fiscale",
  sharedWith: "Richieste contate insieme a",
  callLimit: "Limite di App IO",
  callShare: "Quota per FlussIO (%)",
  reachabilityHours: "Validità della Verifica raggiungibilità (ore)",
  approvalThreshold: "Soglia di approvazione (notifiche)",
  day1: "Giorni",
  hoursFrom: "Dalle ore",
  hoursTo: "Alle ore",
};

/** `others`: the enti whose calls may be counted together with this one's. */
export function OrganizationFields({
  organization,
  others,
}: {
  organization: OrganizationForm;
  others: readonly { id: string; name: string }[];
}) {
  const { approvalThreshold, sendingHours } = organization;
  return (
    <>
      <div className="form-grid">
        <Field
          name="name"
          label={organizationLabels.name}
          maxLength={200}
          defaultValue={organization.name}
          className="wide"
          required
        />
        <Field
          name="fiscalCode"
          label={organizationLabels.fiscalCode}
          inputMode="numeric"
          hint="11 cifre."
          defaultValue={organization.fiscalCode}
          required
        />
        <Field
          name="reachabilityHours"
          label={organizationLabels.reachabilityHours}
          inputMode="numeric"
          hint="Da 1 a 168. Entro queste ore l'invio non chiede di nuovo chi può ricevere."
          defaultValue={String(organization.reachabilityHours)}
          required
        />
        <Field
          name="approvalThreshold"
          label={organizationLabels.approvalThreshold}
          inputMode="numeric"
          hint="Oltre questo numero serve l'approvazione di un'altra persona. Vuoto: nessuna approvazione."
          defaultValue={approvalThreshold === null ? "" : String(approvalThreshold)}
        />
      </div>
      <fieldset>
        <legend>Richieste ad App IO</legend>
        <div className="form-grid">
          <SelectField
            name="callLimit"
            label={organizationLabels.callLimit}
            options={[...callLimits, null].map((limit) => ({
              value: limit === null ? "" : String(limit),
              label: wordCallLimit(limit),
            }))}
            defaultValue={organization.callLimit === null ? "" : String(organization.callLimit)}
            hint="150 per tutti; 250 solo se l'ente ha l'accordo Premium."
          />
          <Field
            name="callShare"
            label={organizationLabels.callShare}
            inputMode="numeric"
            hint={`Da 1 a 100, di solito 80. Oltre ${HIGH_SHARE} App IO chiede spesso di rallentare.`}
            defaultValue={String(organization.callShare)}
            required
          />
          {others.length > 0 && (
            <SelectField
              name="sharedWith"
              label={organizationLabels.sharedWith}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
              empty="Nessun altro ente"
              defaultValue={organization.sharedWith}
              hint="Scegli un altro ente solo se i due sono lo stesso soggetto per App IO: limite e quota sono allora quelli dell'altro, e valgono per tutti e due."
              className="wide"
            />
          )}
        </div>
        {others.length === 0 && <input type="hidden" name="sharedWith" value="" />}
      </fieldset>
      <fieldset>
        <legend>Orari di invio</legend>
        <p className="quiet">
          Quando possono partire gli invii massivi, con l'ora italiana. Lascia tutto vuoto se possono partire sempre.
        </p>
        <div className="week-days">
          {weekDays.map((day) => (
            <CheckField
              key={day}
              name={dayField(day)}
              label={weekDayNames[day - 1]}
              defaultChecked={sendingHours?.days.includes(day)}
            />
          ))}
        </div>
        <div className="form-grid">
          <Field
            name="hoursFrom"
            type="time"
            label={organizationLabels.hoursFrom}
            defaultValue={sendingHours?.from ?? ""}
          />
          <Field name="hoursTo" type="time" label={organizationLabels.hoursTo} defaultValue={sendingHours?.to ?? ""} />
        </div>
      </fieldset>
    </>
  );
}
