"use client";

import "../notifiche/notifiche.css";
import "./modelli.css";
import { modelLabels } from "@/app/italian/models";
import { serviceOptions } from "@/app/service-options";
import { Field, SelectField } from "@/app/ui/field";
import { Form, type FormAction, Submit } from "@/app/ui/form";
import type { ServiceRow } from "@/lib/services/list";
import { Draft } from "../notifiche/draft";
import { TextFields } from "./text-fields";
import { TextPreview } from "./text-preview";

/** A model beside its preview. One that exists has an id and keeps its service. */
export function ModelForm({
  action,
  services,
  initial,
  submit,
}: {
  action: FormAction;
  services: readonly ServiceRow[];
  initial: Record<string, string>;
  submit: string;
}) {
  return (
    <Form action={action} labels={modelLabels}>
      <Draft initial={initial} className="with-preview">
        <div className="panel">
          {initial.modelId ? (
            <>
              <input type="hidden" name="modelId" value={initial.modelId} />
              <input type="hidden" name="version" value={initial.version} />
            </>
          ) : (
            <SelectField
              name="serviceId"
              label={modelLabels.serviceId}
              options={serviceOptions(services)}
              empty="Scegli un servizio"
              defaultValue={initial.serviceId}
              required
            />
          )}
          <Field name="name" label={modelLabels.name} maxLength={100} defaultValue={initial.name} required />
          <TextFields initial={initial} />
          <div className="row-of-buttons">
            <Submit>{submit}</Submit>
          </div>
        </div>
        <TextPreview senders={services} />
      </Draft>
    </Form>
  );
}
