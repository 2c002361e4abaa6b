"use client";

import { Form, Submit } from "@/app/ui/form";
import { edit } from "../actions";
import { ContentFields, type InitialContent } from "../content-fields";
import { buttonLabels, contentLabels } from "../content-labels";
import { Draft } from "../draft";
import { LivePreview } from "../live-preview";
import { contentForm } from "./content-form";

export function EditNotification({
  id,
  version,
  service,
  initial,
}: {
  id: string;
  version: number;
  service: { id: string; name: string; organizationName: string; maxPaymentAmount: number };
  initial: InitialContent;
}) {
  const draft = { ...initial, payableAfterDue: initial.payableAfterDue ? "on" : "", serviceId: service.id };
  return (
    <Form id={contentForm} action={edit} labels={{ ...contentLabels, ...buttonLabels }}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <Draft initial={draft} className="with-preview">
        <section className="panel" aria-label="Messaggio">
          <ContentFields initial={initial} payments={service.maxPaymentAmount > 0} />
          <div className="row-of-buttons">
            <Submit>Aggiorna</Submit>
          </div>
        </section>
        <LivePreview senders={[service]} />
      </Draft>
    </Form>
  );
}
