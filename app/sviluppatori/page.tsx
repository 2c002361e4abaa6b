import type { Metadata } from "next";
import { operations } from "@/app/api/v1/operations";
import { Footer } from "../ui/footer";
import { Header } from "../ui/header";

export const metadata: Metadata = { title: "API per sviluppatori" };

const firstCall = `curl -X POST https://flussio.ente.example/api/v1/notifications \\
  -H "Authorization: Bearer $FLUSSIO_KEY" -H "Content-Type: application/json" -d '{
    "service": "TRIBUTI",
    "context": "tari-2026",
    "key": "pratica-000123",
    "fiscal_code": "…",
    "subject": "Avviso TARI 2026",
    "body": "Gentile cittadina, gentile cittadino, l’avviso TARI 2026 è disponibile nello sportello online del Comune.",
    "send": true
  }'`;

const flowCalls = `POST /flows                {"service": "TRIBUTI", "context": "tari-2026", "key": "invio-1"}   → {"id": F}
POST /flows/F/rows         {"rows": [{"key": "riga-1", "fiscal_code": "…", "subject": "…", "body": "…"}, …]}
POST /flows/F/close        {"send": true}
GET  /flows/F              → {"state": "sending", "counts": {"registered": 950, "sent": 50, …}}`;

/** The readable page of the API; its details are in the OpenAPI document, made from the same schemas. */
export default function DevelopersPage() {
  return (
    <>
      <Header organizations={["FlussIO"]} />
      <main id="contenuto" className="console-main reading" tabIndex={-1}>
        <h1>API per sviluppatori</h1>
        <p>
          Un'altra applicazione dell'ente può far partire notifiche App IO attraverso FlussIO. Il documento{" "}
          <a href="/api/v1/openapi.json">OpenAPI 3.1</a> descrive ogni campo; qui c'è quello che serve per cominciare.
        </p>
        <h2>1. La chiave</h2>
        <p>
          Chi amministra FlussIO crea l'applicazione in <strong>Applicazioni</strong>, la lega ai servizi e ti dà una
          chiave. Va in ogni richiesta: <code>Authorization: Bearer flussio_…</code>
        </p>
        <h2>2. Una notifica</h2>
        <pre className="wrapped">
          <code>{firstCall}</code>
        </pre>
        <p>
          Risponde <code>201</code> con l'identificativo solo quando la notifica è registrata: da lì non si perde. Se la
          risposta non arriva, ripeti la stessa richiesta: la coppia <code>context</code> e <code>key</code> è già nota,
          la risposta è <code>200</code> con lo stesso identificativo e non parte nulla di nuovo. La stessa coppia con
          un contenuto diverso è rifiutata con <code>409</code>.
        </p>
        <h2>3. L'esito</h2>
        <p>
          <code>GET /notifications/{"{id}"}</code>: <code>registered</code> da inviare, <code>transmitting</code> in
          partenza, <code>sent</code> accettata da App IO (e <code>delivery_status</code> dice il resto),{" "}
          <code>unreachable</code> la persona non può ricevere, <code>error</code> con il motivo. Con il motivo{" "}
          <code>uncertain</code> il messaggio può essere già arrivato: decide una persona, FlussIO non lo rimanda da
          solo.
        </p>
        <h2>4. Molte notifiche insieme</h2>
        <pre className="wrapped">
          <code>{flowCalls}</code>
        </pre>
        <p>
          Fino a 1.000 righe per richiesta, tutte o nessuna. Ogni riga ha una sua chiave nel flusso: una richiesta senza
          risposta si ripete senza doppioni. Con <code>{'"send": false'}</code> il flusso resta Inattivo, per un
          operatore.
        </p>
        <h2>5. Gli errori</h2>
        <p>
          Sono <code>application/problem+json</code> (RFC 9457): <code>code</code> per il programma, <code>detail</code>{" "}
          in inglese, <code>detail_it</code> in italiano, <code>errors</code> con il punto preciso. Con <code>429</code>{" "}
          aspetta i secondi di <code>Retry-After</code>; con <code>5xx</code> o senza risposta ripeti.
        </p>
        <h2>Tutte le operazioni</h2>
        <div className="table-scroll">
          <table className="table table-sm">
            <thead>
              <tr>
                <th scope="col">Richiesta</th>
                <th scope="col">Che cosa fa</th>
              </tr>
            </thead>
            <tbody>
              {operations.map(({ method, path, summary }) => (
                <tr key={`${method} ${path}`}>
                  <td>
                    <code>
                      {method.toUpperCase()} {path}
                    </code>
                  </td>
                  <td lang="en">{summary}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </main>
      <Footer />
    </>
  );
}
