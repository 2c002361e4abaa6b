import "../guida.css";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Children } from "react";
import { helpSlugs } from "@/app/help";
import { requireContext } from "@/app/session";
import { PageTitle } from "@/app/ui/page-title";
import { helpPages } from "../pages";

type Props = PageProps<"/guida/[schermata]">;

async function helpOf({ params }: Pick<Props, "params">) {
  const { schermata } = await params;
  const slug = helpSlugs.find((one) => one === schermata);
  return slug && helpPages[slug];
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const help = await helpOf(props);
  return { title: help ? `Aiuto: ${help.title}` : "Pagina non trovata" };
}

/** The help of one screen: short, with the words of the screen. */
export default async function HelpScreen(props: Props) {
  await requireContext();
  const { title, lead, open, steps, troubles, More, see } = (await helpOf(props)) ?? notFound();
  return (
    <div className="guide">
      <PageTitle title={title} crumbs={[{ label: "Guida Rapida", href: "/guida" }]} />
      <p>{lead}</p>
      {open && (
        <p>
          <Link href={open.href}>{open.label}</Link>
        </p>
      )}
      <section aria-labelledby="come">
        <h2 id="come">Come si fa</h2>
        <ol>
          {Children.map(steps, (step) => (
            <li>{step}</li>
          ))}
        </ol>
      </section>
      {More && (
        <section aria-labelledby="parole">
          <h2 id="parole">Le parole</h2>
          <More />
        </section>
      )}
      <section aria-labelledby="problemi">
        <h2 id="problemi">Che cosa può andare storto</h2>
        <dl className="troubles">
          {troubles.map(([trouble, answer]) => (
            <div key={trouble}>
              <dt>{trouble}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
      </section>
      <nav aria-label="Altre pagine della guida" className="guide-see">
        Vedi anche:{" "}
        {see.map((slug) => (
          <Link key={slug} href={`/guida/${slug}`}>
            {helpPages[slug].title}
          </Link>
        ))}
        <Link href="/guida">Guida Rapida</Link>
      </nav>
    </div>
  );
}
