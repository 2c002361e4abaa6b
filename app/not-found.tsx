import type { Metadata } from "next";
import Link from "next/link";
import { Alert } from "./ui/alert";
import { Footer } from "./ui/footer";
import { Header } from "./ui/header";

export const metadata: Metadata = { title: "Pagina non trovata" };

export default function NotFound() {
  return (
    <>
      <Header organizations={["FlussIO"]} />
      <main id="contenuto" className="console-main" tabIndex={-1}>
        <h1>Pagina non trovata</h1>
        <Alert tone="warning" title="Questo indirizzo non esiste.">
          <p>
            Controllalo, oppure riparti dal <Link href="/">Cruscotto</Link>.
          </p>
        </Alert>
      </main>
      <Footer />
    </>
  );
}
