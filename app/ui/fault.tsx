"use client";

import { useEffect } from "react";
import { Alert } from "./alert";

/** A fault, never its detail: the digest finds it in the log. */
export function Fault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => {
    document.title = "Si è verificato un problema · FlussIO";
  }, []);
  return (
    <>
      <h1>Si è verificato un problema</h1>
      <Alert tone="danger" live title="FlussIO non è riuscito a completare la richiesta.">
        <p>
          I dati già salvati sono al sicuro. Prima di ripetere un invio, controlla nel flusso quali notifiche sono già
          partite. Se il problema resta, chiama chi gestisce l'installazione
          {error.digest ? ` e comunica il codice ${error.digest}` : ""}.
        </p>
        <div className="row-of-buttons">
          <button type="button" className="btn btn-sm btn-primary" onClick={reset}>
            Riprova
          </button>
          {/* A whole load: what is wrong may be in this page itself. */}
          <a className="btn btn-sm btn-outline-primary" href="/">
            Torna al Cruscotto
          </a>
        </div>
      </Alert>
    </>
  );
}
