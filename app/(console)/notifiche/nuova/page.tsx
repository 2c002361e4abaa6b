import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import Link from "next/link";
import { notAllowed } from "@/app/italian/refusals";
import { requireContext } from "@/app/session";
import { Alert } from "@/app/ui/alert";
import { PageTitle } from "@/app/ui/page-title";
import { may } from "@/lib/operators/access";
import { listServices } from "@/lib/services/list";
import { NewNotification } from "./new-notification";

export const metadata: Metadata = { title: "Nuova notifica" };

export default async function NewNotificationPage() {
  const ctx = await requireContext();
  const composing = (await listServices(ctx, "compose")).filter((service) => !service.disabled);
  const sending = composing.filter(({ id }) => may(ctx.actor, "send", id));
  const onlyComposing = composing.filter((service) => !sending.includes(service));
  return (
    <>
      <PageTitle title="Nuova notifica" crumbs={[{ label: "Ricerca Notifiche", href: "/notifiche" }]} />
      {onlyComposing.length > 0 && (
        <Alert tone="info" title="Aggiungi registra la notifica e la invia subito.">
          {onlyComposing.map(({ id, name }) => (
            <p key={id}>{notAllowed("send", name)}</p>
          ))}
          <p>
            Per preparare senza inviare, <Link href="/flussi/nuovo">crea un flusso</Link>: lo invierà chi è abilitato.
          </p>
        </Alert>
      )}
      {composing.length === 0 && (
        <Alert tone="warning" title="Nessun servizio su cui puoi preparare notifiche.">
          <p>L'abilitazione la dà chi amministra gli operatori.</p>
        </Alert>
      )}
      {sending.length > 0 && <NewNotification id={randomUUID()} services={sending} />}
    </>
  );
}
