import type { Metadata } from "next";
import { serviceOptions } from "@/app/service-options";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { listServices } from "@/lib/services/list";
import { create } from "../actions";
import { FlowFields, flowLabels } from "../flow-fields";

export const metadata: Metadata = { title: "Nuovo flusso" };

export default async function NewFlowPage() {
  const ctx = await requireContext();
  const services = (await listServices(ctx, "compose")).filter((service) => !service.disabled);
  const [only] = services.length === 1 ? services : [];
  return (
    <>
      <PageTitle title="Nuovo flusso" crumbs={[{ label: "Gestione Flussi", href: "/flussi" }]} />
      {services.length === 0 ? (
        <Alert tone="warning" title="Nessun servizio su cui puoi preparare notifiche.">
          <p>L'abilitazione la dà chi amministra gli operatori.</p>
        </Alert>
      ) : (
        <section className="panel form-narrow" aria-label="Dati del flusso">
          <Form action={create} labels={flowLabels}>
            <FlowFields
              services={serviceOptions(services)}
              flow={{ serviceId: only?.id ?? "", note: "", context: "", key: "" }}
            />
            <Submit>Aggiungi</Submit>
          </Form>
        </section>
      )}
    </>
  );
}
