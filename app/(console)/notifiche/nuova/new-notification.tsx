"use client";

import { useState } from "react";
import { serviceOptions } from "@/app/service-options";
import { SelectField } from "@/app/ui/field";
import { Form, Submit, useForm } from "@/app/ui/form";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import type { ServiceRow } from "@/lib/services/list";
import { create } from "../actions";
import { ContentFields } from "../content-fields";
import { buttonLabels, contentLabels } from "../content-labels";
import { Draft } from "../draft";
import { LivePreview } from "../live-preview";

const empty = {
  fiscalCode: "",
  subject: "",
  body: "",
  dueDate: "",
  amount: "",
  noticeNumber: "",
  payableAfterDue: true,
};

/** Once drawn it stays, also when the page is read anew and, without JavaScript, when the form comes back to be corrected. */
function NotificationId({ drawn }: { drawn: string }) {
  const [first] = useState(drawn);
  const { state } = useForm();
  const id = state.values.id ?? first;
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <span className="code">{id}</span>
    </>
  );
}

/** `id` is drawn with the page: the same form sent twice is the same notification. */
export function NewNotification({ id, services }: { id: string; services: readonly ServiceRow[] }) {
  const [only] = services.length === 1 ? services : [];
  const initial = { serviceId: only?.id ?? "", payableAfterDue: "on" };
  return (
    <Form action={create} labels={{ serviceId: "Servizio", ...contentLabels, ...buttonLabels }}>
      <Draft initial={initial} className="with-preview">
        <div className="panel">
          <StaticFields>
            <StaticField label="UUID Notifica" wide>
              <NotificationId drawn={id} />
            </StaticField>
          </StaticFields>
          <SelectField
            name="serviceId"
            label="Servizio"
            options={serviceOptions(services)}
            empty="Scegli un servizio"
            defaultValue={initial.serviceId}
            required
          />
          <ContentFields initial={empty} payments />
          <div className="row-of-buttons">
            <Submit>Aggiungi</Submit>
            <p className="beside-button">
              <strong>Aggiungi</strong> registra la notifica e la invia subito. Un messaggio inviato non si può
              ritirare.
            </p>
          </div>
        </div>
        <LivePreview senders={services} />
      </Draft>
    </Form>
  );
}
