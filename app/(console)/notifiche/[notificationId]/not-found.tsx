import Link from "next/link";
import { Alert } from "@/app/ui/alert";
import { PageTitle } from "@/app/ui/page-title";

/** A notification that is not there, or not among the operator's services: the same words. */
export default function NotificationNotFound() {
  return (
    <>
      <PageTitle title="Notifica non trovata" crumbs={[{ label: "Archivio Notifiche", href: "/notifiche" }]} />
      <Alert tone="warning" title="Questa notifica non c'è, o non è tra i tuoi servizi.">
        <p>
          L'indirizzo può essere incompleto, oppure la notifica è di un servizio che non è abilitato per te. Cerca in{" "}
          <Link href="/notifiche">Archivio Notifiche</Link>. Se pensi di doverla vedere, chiedi a chi amministra gli
          operatori.
        </p>
      </Alert>
    </>
  );
}
