import Link from "next/link";

export function Steps() {
  return (
    <>
      <ol>
        <li>
          In <Link href="/flussi">Gestione Flussi</Link> premi <strong>Nuovo</strong>, scegli il servizio e scrivi una
          nota che ti faccia ritrovare il flusso. Il flusso nasce <strong>Inattivo</strong>: non parte nulla.
        </li>
        <li>
          Nel flusso premi <strong>Scarica Template</strong>: il foglio ha già le colonne giuste. Compila una riga per
          ogni messaggio.
        </li>
        <li>
          Premi <strong>Importa da File Excel</strong>. FlussIO controlla tutto il file prima di salvarlo. Se trova
          errori non importa nulla e ti dice riga, cella e cosa correggere; puoi anche importare solo le righe valide.
        </li>
        <li>
          Rileggi qualche notifica, poi premi <strong>Attiva</strong>: il flusso è pronto per l'invio. Se cambi
          qualcosa, torna Inattivo.
        </li>
        <li>
          Premi <strong>Invia Flusso</strong>. Se vuoi, verifica prima chi può ricevere; poi scegli se inviare subito o
          a una data e ora. FlussIO ti chiede di confermare il numero esatto di notifiche:{" "}
          <strong>dopo l'invio i messaggi non si possono correggere, ritirare né cancellare</strong>. Durante l'invio
          puoi chiudere la pagina o premere Interrompi invio.
        </li>
        <li>
          Alla fine il flusso è <strong>Inviato</strong> o <strong>Invio incompleto</strong>. Apri le notifiche non
          partite, leggi la causa, correggi. Con <strong>Esporta Excel</strong> hai l'esito di ogni persona.
        </li>
      </ol>
      <p>
        La velocità la decide App IO: un ente può fare circa 24 richieste al secondo e ogni messaggio ne usa tre. 1.000
        persone richiedono circa due minuti, 100.000 circa tre ore e mezza.
      </p>
    </>
  );
}

export function Single() {
  return (
    <p>
      In <Link href="/notifiche">Archivio Notifiche</Link> premi <strong>Nuovo</strong>, compila e premi{" "}
      <strong>Aggiungi</strong>: la notifica viene registrata <strong>e inviata subito</strong>. Serve l'abilitazione a
      comporre e a inviare per quel servizio. Premere due volte non invia due messaggi.
    </p>
  );
}
