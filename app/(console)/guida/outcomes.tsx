import Link from "next/link";

export function Unreachable() {
  return (
    <>
      <p>
        <strong>Utente non abilitato alla ricezione</strong> vuol dire che la persona non usa IO, ha disattivato tutti i
        messaggi oppure non riceve quelli di quel servizio. Non c'è nulla da correggere e non ha ricevuto nulla:
        avvisala in altro modo. Per averne l'elenco filtra le notifiche per stato e premi Esporta Excel.
      </p>
      <p>
        Se la persona nel frattempo si è iscritta, apri la notifica, con la lente riporta lo <strong>Stato</strong> a
        Registrato e inviala di nuovo.
      </p>
    </>
  );
}

export function Correct() {
  return (
    <>
      <ol>
        <li>
          Nel flusso, o in <Link href="/notifiche">Archivio Notifiche</Link>, filtra lo stato <strong>Errore</strong> e
          apri la notifica. Nel campo <strong>Errore</strong> c'è la causa.
        </li>
        <li>
          Correggi i dati e premi <strong>Aggiorna</strong>.
        </li>
        <li>
          Premi la lente accanto a <strong>Stato</strong> e scegli <strong>0 Registrato</strong>.
        </li>
        <li>
          Premi <strong>Invia Messaggio</strong>, in alto a destra. Oppure torna al flusso e premi{" "}
          <strong>Riprendi</strong>: partono tutte le notifiche in stato Registrato.
        </li>
      </ol>
      <p>
        Quando sono molte, nel flusso premi <strong>Ritenta le notifiche in errore</strong>: dice prima quante ripartono
        e perché le altre no. Ripartono quelle che certamente non sono arrivate; se avevano dati sbagliati, solo dopo
        che li hai corretti.
      </p>
      <p>Le notifiche già inviate non ripartono: ogni invio riguarda solo quelle in stato Registrato.</p>
    </>
  );
}

export function Uncertain() {
  return (
    <>
      <p>
        Qualche volta FlussIO invia un messaggio e la rete cade prima della conferma. Il messaggio può essere già
        nell'app della persona, oppure no, e App IO non offre un modo per controllare. La notifica va in{" "}
        <strong>Errore · Esito incerto</strong> e FlussIO non la invia di nuovo da solo.
      </p>
      <p>
        Senti la persona o l'ufficio che segue la pratica; se c'è un pagamento, controlla se l'avviso risulta già
        pagato. Poi apri la notifica, premi la lente accanto a <strong>Stato</strong> e scegli:{" "}
        <strong>Non inviare di nuovo</strong>, e la decisione resta scritta; oppure <strong>Invia di nuovo</strong>,
        sapendo che la persona può ricevere due messaggi uguali.
      </p>
      <p>
        Quando sono molte e nessuna va inviata di nuovo, nel flusso premi <strong>Non inviare di nuovo</strong> accanto
        agli esiti: la decisione vale per tutte. Inviarle di nuovo si può solo aprendole una per una.
      </p>
    </>
  );
}
