import "./guida.css";
import type { Metadata } from "next";
import { requireContext } from "@/app/session";
import { PageTitle } from "@/app/ui/page-title";
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
      {sections.map(({ id, title, Content }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <Content />
        </section>
      ))}
    </div>
  );
}
