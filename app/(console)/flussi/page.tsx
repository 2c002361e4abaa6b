import type { Metadata } from "next";
import Link from "next/link";
import { flowStateLabels } from "@/app/italian/states";
import { SavedSearches } from "@/app/saved-searches";
import { queryOf } from "@/app/search-params";
import { listFlowsOf } from "@/app/searches";
import { serviceOptions } from "@/app/service-options";
import { requireContext } from "@/app/session";
import { Field, SelectField } from "@/app/ui/field";
import { PageTitle } from "@/app/ui/page-title";
import { flowStates } from "@/db/states";
import { listServices } from "@/lib/services/list";

export const metadata: Metadata = { title: "Gestione Flussi" };

/** Gestione Flussi: the search. Its fields are in the URL, so that Altra Ricerca finds them again. */
export default async function FlowSearchPage({ searchParams }: PageProps<"/flussi">) {
  const ctx = await requireContext();
  const query = queryOf(await searchParams);
  const services = await listServices(ctx);
  const kept = (name: string) => ({ name, defaultValue: query[name] });
  return (
    <>
      <PageTitle title="Gestione Flussi" crumbs={[]}>
        <Link className="btn btn-sm btn-outline-primary" href="/flussi/nuovo">
          Nuovo
        </Link>
      </PageTitle>
      <SavedSearches screen="flows" ctx={ctx} query={query} label="Ricerca Flussi" list={listFlowsOf}>
        <Field {...kept("uuid")} label="UUID" hint="Anche solo l'inizio." />
        <Field {...kept("dal")} label="Data dal" type="date" hint="Una sola data vale quel giorno." />
        <Field {...kept("al")} label="Data al" type="date" />
        <SelectField
          {...kept("stato")}
          label="Stato"
          empty="Tutti"
          options={flowStates.map((state) => ({ value: state, label: flowStateLabels[state] }))}
        />
        <SelectField
          {...kept("programmato")}
          label="Programmato"
          empty="Tutti"
          options={[
            { value: "true", label: "Sì" },
            { value: "false", label: "No" },
          ]}
        />
        <SelectField
          {...kept("approvazione")}
          label="In attesa di approvazione"
          empty="Tutti"
          options={[
            { value: "true", label: "Sì" },
            { value: "false", label: "No" },
          ]}
        />
        <SelectField {...kept("servizio")} label="Servizio" empty="Tutti" options={serviceOptions(services)} />
        <Field {...kept("note")} label="Note" />
        <Field {...kept("contesto")} label="Contesto Applicativo" />
        <Field {...kept("chiave")} label="Chiave Applicativo" />
        <Field {...kept("utente")} label="Utente" hint="Chi ha fatto l'ultima modifica." />
      </SavedSearches>
    </>
  );
}
