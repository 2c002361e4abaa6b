import { Field, type Option, SelectField } from "@/app/ui/field";
import type { FlowForm } from "@/lib/flows/form";

export const flowLabels: Record<keyof FlowForm, string> = {
  serviceId: "Servizio",
  note: "Note",
  context: "Contesto Applicativo",
  key: "Chiave Applicativo",
};

/** What a person writes of a flow. `services` is empty when the service may no longer change. */
export function FlowFields({
  services,
  flow,
}: {
  services: readonly { heading: string; options: Option[] }[];
  flow: FlowForm;
}) {
  return (
    <div className="form-grid">
      {services.length > 0 && (
        <SelectField
          name="serviceId"
          label={flowLabels.serviceId}
          options={services}
          empty="Scegli un servizio"
          defaultValue={flow.serviceId}
          className="wide"
          required
        />
      )}
      <Field
        name="note"
        label={flowLabels.note}
        maxLength={500}
        defaultValue={flow.note}
        className={services.length > 0 ? "wide" : undefined}
      />
      <Field name="context" label={flowLabels.context} maxLength={200} defaultValue={flow.context} />
      <Field name="key" label={flowLabels.key} maxLength={200} defaultValue={flow.key} />
    </div>
  );
}
