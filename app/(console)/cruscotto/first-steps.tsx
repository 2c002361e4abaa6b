import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/app/ui/sprite-icon";
import type { FirstSteps as Steps } from "@/lib/flows/first-steps";

/** Primi passi: what somebody who has sent nothing yet does, in order; what is done already says so. */
export function FirstSteps({ steps, administers }: { steps: Steps; administers: boolean }) {
  if (steps.service && steps.sent) return null;
  return (
    <section className="panel first-steps" aria-labelledby="primi-passi">
      <h2 id="primi-passi">Primi passi</h2>
      <ol>
        <Step done={steps.service} title="Un servizio da cui scrivere">
          {administers ? (
            <>
              Registra l'ente in <Link href="/enti">Enti</Link> e il servizio, con la sua chiave, in{" "}
              <Link href="/servizi">Servizi</Link>; poi abilita chi lo userà in <Link href="/ruoli">Ruoli</Link>.
            </>
          ) : (
            "Lo abilita per te chi amministra gli operatori."
          )}
        </Step>
        <Step done={steps.flow} title="Un flusso">
          In <Link href="/flussi">Gestione Flussi</Link> premi <strong>Nuovo</strong>: nasce Inattivo e non parte nulla.
        </Step>
        <Step done={steps.notification} title="I destinatari">
          Nel flusso premi <strong>Scarica Template</strong>, compila il foglio e premi{" "}
          <strong>Importa da File Excel</strong>: FlussIO controlla ogni riga prima di salvarla.
        </Step>
        <Step done={steps.sent} title="L'invio">
          Nel flusso premi <strong>Invia Flusso</strong>: prima di partire FlussIO ti mostra che cosa parte e a quante
          persone.
        </Step>
      </ol>
      <p>
        La <Link href="/guida">Guida Rapida</Link> racconta tutto in una pagina.
      </p>
    </section>
  );
}

function Step({ done, title, children }: { done: boolean; title: string; children: ReactNode }) {
  return (
    <li>
      <strong>{title}</strong>
      {done && (
        <span className="badge state-badge state-success">
          <Icon name="it-check" className="icon-xs" /> fatto
        </span>
      )}
      <p className="quiet">{children}</p>
    </li>
  );
}
