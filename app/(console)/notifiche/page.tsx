import type { Metadata } from "next";
import Link from "next/link";
import { filterNotifications } from "@/app/filter-notifications";
import { familyLabels, notificationStateLabels } from "@/app/italian/states";
import { SavedSearches } from "@/app/saved-searches";
import { KEPT, notificationSearchFrom, queryOf } from "@/app/search-params";
import { serviceOptions } from "@/app/service-options";
import { requireContext } from "@/app/session";
import { Field, SelectField } from "@/app/ui/field";
import { PageTitle } from "@/app/ui/page-title";
import { notificationStates } from "@/db/states";
import { families } from "@/lib/notifications/state";
import { listServices } from "@/lib/services/list";
import { deliveryOptions } from "./delivery-options";

export const metadata: Metadata = { title: "Archivio Notifiche" };

const listFound = filterNotifications.bind(null, "/notifiche/archivio");

/** The search. It is posted, because fiscal code and object may not be written in an address. */
export default async function NotificationSearchPage({ searchParams }: PageProps<"/notifiche">) {
  const ctx = await requireContext();
  const params = await searchParams;
  const query = queryOf(params);
  const [services, search] = await Promise.all([listServices(ctx), notificationSearchFrom(ctx, params)]);
  const kept = (name: string) => ({ name, defaultValue: query[name] });
  return (
    <>
      <PageTitle title="Archivio Notifiche" crumbs={[]}>
        <Link className="btn btn-sm btn-outline-primary" href="/notifiche/nuova">
          Nuovo
        </Link>
      </PageTitle>
      <SavedSearches screen="notifications" ctx={ctx} query={query} label="Ricerca Notifiche" list={listFound}>
        {query[KEPT] && <input type="hidden" name={KEPT} value={query[KEPT]} />}
        <Field {...kept("uuid")} label="UUID" hint="Anche solo l'inizio." />
        <SelectField {...kept("servizio")} label="Servizio" empty="Tutti" options={serviceOptions(services)} />
        <Field name="cf" label="Codice Fiscale Destinatario" defaultValue={search.fiscalCode} spellCheck={false} />
        <Field name="oggetto" label="Oggetto" defaultValue={search.subject} hint="Una parte del testo." />
        <SelectField
          {...kept("stato")}
          label="Stato"
          empty="Tutti"
          options={notificationStates.map((state) => ({ value: state, label: notificationStateLabels[state] }))}
        />
        <SelectField
          {...kept("esito")}
          label="Esito"
          empty="Tutti"
          options={families.map((family) => ({ value: family, label: familyLabels[family] }))}
        />
        <SelectField {...kept("consegna")} label="Stato Consegna" empty="Tutti" options={deliveryOptions} />
        <Field {...kept("dal")} label="Data dal" type="date" hint="Una sola data vale quel giorno." />
        <Field {...kept("al")} label="Data al" type="date" />
        <Field {...kept("contesto")} label="Contesto Applicativo" />
        <Field {...kept("chiave")} label="Chiave Applicativo" />
        <Field {...kept("utente")} label="Utente" hint="Chi ha fatto l'ultima modifica." />
      </SavedSearches>
    </>
  );
}
