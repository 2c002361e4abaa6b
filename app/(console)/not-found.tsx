import Link from "next/link";
import { Alert } from "../ui/alert";
import { PageTitle } from "../ui/page-title";

export default function NotFound() {
  return (
    <>
      <PageTitle title="Pagina non trovata" crumbs={[]} />
      <Alert tone="warning" title="Quello che cerchi non c'è, o non è tra i tuoi servizi.">
        <p>
          Controlla l'indirizzo, oppure riparti da <Link href="/flussi">Gestione Flussi</Link> o da{" "}
          <Link href="/notifiche">Archivio Notifiche</Link>. Se pensi di doverlo vedere, chiedi a chi amministra gli
          operatori.
        </p>
      </Alert>
    </>
  );
}
