import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { PageTitle } from "@/app/ui/page-title";
import { listServices } from "@/lib/services/list";
import { create } from "../actions";
import { ModelForm } from "../model-form";

export const metadata: Metadata = { title: "Nuovo modello" };

export default async function NewModelPage() {
  const ctx = await requireContext();
  const services = (await listServices(ctx, "compose")).filter((service) => !service.disabled);
  const [only] = services.length === 1 ? services : [];
  return (
    <>
      <PageTitle title="Nuovo modello" crumbs={[{ label: "Modelli", href: "/modelli" }]} />
      {services.length === 0 ? (
        <Alert tone="warning" title="Nessun servizio su cui puoi preparare notifiche.">
          <p>L'abilitazione la dà chi amministra gli operatori.</p>
        </Alert>
      ) : (
        <ModelForm action={create} services={services} initial={{ serviceId: only?.id ?? "" }} submit="Aggiungi" />
      )}
    </>
  );
}
