import "./guida.css";
import type { Metadata } from "next";
import Link from "next/link";
import { helpSlugs } from "@/app/help";
import { requireContext } from "@/app/session";
import { PageTitle } from "@/app/ui/page-title";
import { helpPages } from "./pages";
import { sections } from "./sections";

export const metadata: Metadata = { title: "Guida Rapida" };

export default async function GuidePage() {
  await requireContext();
  return (
    <div className="guide">
      <PageTitle title="Guida Rapida" crumbs={[]} />
      <p>Dal foglio Excel all'esito di ogni persona, in una pagina.</p>
      <nav aria-label="Argomenti della guida">
        <ul className="guide-index">
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <section aria-labelledby="schermate">
        <h2 id="schermate">Aiuto per ogni schermata</h2>
        <p>
          In ogni pagina della console, in alto a destra, <strong>Aiuto</strong> apre quella che la riguarda.
        </p>
        <ul className="guide-index">
          {helpSlugs.map((slug) => (
            <li key={slug}>
              <Link href={`/guida/${slug}`}>{helpPages[slug].title}</Link>
            </li>
          ))}
        </ul>
      </section>
      {sections.map(({ id, title, Content }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <Content />
        </section>
      ))}
    </div>
  );
}
