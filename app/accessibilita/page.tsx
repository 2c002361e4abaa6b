import type { Metadata } from "next";
import Link from "next/link";
import { Footer } from "../ui/footer";
import { Header } from "../ui/header";

export const metadata: Metadata = { title: "Dichiarazione di accessibilità" };

export default function AccessibilityPage() {
  return (
    <>
      <Header organizations={["FlussIO"]} />
      <main id="contenuto" className="console-main reading" tabIndex={-1}>
        <h1>Dichiarazione di accessibilità</h1>
        <p>
          L'ente che usa FlussIO si impegna a rendere la console accessibile, secondo la legge 9 gennaio 2004, n. 4 e il
          decreto legislativo 10 agosto 2018, n. 106. Questa pagina dice com'è oggi il programma; l'ente che lo adotta
          pubblica la propria dichiarazione con il modello di AgID e i propri recapiti.
        </p>
        <h2>Stato di conformità</h2>
        <p>
          FlussIO è <strong>parzialmente conforme</strong> alla norma UNI CEI EN 301549 (WCAG 2.1, livello AA): i
          requisiti verificati sono soddisfatti, ma non tutti sono stati verificati da persone.
        </p>
        <h2>Come è stato verificato</h2>
        <ul>
          <li>
            Le prove automatiche aprono le schermate e le finestre di dialogo in un browser vero e le controllano con
            axe, secondo le regole WCAG 2.0 e 2.1 di livello A e AA: una segnalazione fa fallire la prova.
          </li>
          <li>
            Le prove percorrono accesso, preparazione e invio di un flusso anche con la sola tastiera, e aprono le
            pagine anche alla larghezza di un telefono.
          </li>
        </ul>
        <p>Le prove automatiche trovano solo una parte dei problemi: per questo lo stato è «parzialmente».</p>
        <h2>Che cosa non è stato verificato</h2>
        <ul>
          <li>
            L'uso con lettori di schermo e con altre tecnologie assistive: nessuna prova è stata fatta, né da chi li
            adopera ogni giorno né da altri.
          </li>
          <li>L'uso da parte di persone con disabilità, e la comprensione dei testi.</li>
          <li>L'ingrandimento fino al 400% e i contrasti forzati del sistema, se non per ciò che axe controlla.</li>
          <li>Browser diversi da Chromium.</li>
          <li>I file Excel che FlussIO produce.</li>
        </ul>
        <h2>Limiti conosciuti</h2>
        <ul>
          <li>Gli elenchi larghi, sui telefoni, scorrono in orizzontale dentro il loro riquadro.</li>
          <li>
            Senza JavaScript i grafici del Cruscotto non compaiono (i numeri sono negli elenchi), l'avanzamento di un
            invio non si aggiorna da solo e non si può interrompere un invio o caricare un file: tutto il resto
            funziona.
          </li>
        </ul>
        <h2>Segnalazioni</h2>
        <p>
          Se una parte della console non è accessibile, scrivi al responsabile per la transizione digitale del tuo ente.
          Se la risposta manca o non ti soddisfa, puoi usare la procedura di attuazione sul sito di AgID.
        </p>
        <h2>Redazione</h2>
        <p>
          Questa pagina è stata scritta il 23 novembre 2026 con un'autovalutazione di chi sviluppa FlussIO, per la
          versione scritta in fondo alla pagina.
        </p>
        <p>
          <Link href="/">Torna alla console</Link>
        </p>
      </main>
      <Footer />
    </>
  );
}
