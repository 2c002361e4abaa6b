import Link from "next/link";
import { Alert } from "@/app/ui/alert";
import { PageTitle } from "@/app/ui/page-title";

/** A flow that is not there, or not among the operator's services: the same words. */
export default function FlowNotFound() {
  return (
    <>
      <PageTitle title="Flusso non trovato" crumbs={[{ label: "Gestione Flussi", href: "/flussi" }]} />
      <Alert tone="warning" title="Questo flusso non c'è, o non è tra i tuoi servizi.">
        <p>
          L'indirizzo può essere incompleto, oppure il flusso è di un servizio che non è abilitato per te. Cerca in{" "}
          <Link href="/flussi">Gestione Flussi</Link>. Se pensi di doverlo vedere, chiedi a chi amministra gli
          operatori.
        </p>
      </Alert>
    </>
  );
}
