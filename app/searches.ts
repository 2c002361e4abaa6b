"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { deleteSearch } from "@/lib/searches/delete";
import { saveSearch } from "@/lib/searches/save";
import { NAME_LENGTH, searchScreens } from "@/lib/searches/screens";
import { action } from "./action";
import { criteriaOf, plainOf, SAVED, savedHref, searchPages } from "./search-pages";
import { queryOf } from "./search-params";
import { requireContext } from "./session";
import { withQuery } from "./ui/query";

/** Elenca of Gestione Flussi: what is filled in becomes the query of the list. */
export async function listFlowsOf(form: FormData): Promise<void> {
  await requireContext();
  const typed = [...form].map(([name, value]) => [name, String(value)]);
  redirect(withQuery(searchPages.flows.list, plainOf(queryOf(Object.fromEntries(typed)))));
}

const named = z
  .looseObject({
    screen: z.enum(searchScreens),
    nome: z
      .string()
      .trim()
      .min(1, "Scrivi il nome della ricerca.")
      .max(NAME_LENGTH, `Il nome può avere al massimo ${NAME_LENGTH} caratteri.`),
    sostituisci: z.stringbool().catch(false),
  })
  .transform(({ screen, nome, sostituisci, ...typed }) => ({
    search: { screen, name: nome, replace: sostituisci },
    typed: z.record(z.string(), z.string()).parse(typed),
  }));

/** Salva: what is filled in, under a name; the page comes back with its fields. */
export const saveSearchOf = action(named, async (ctx, { search, typed }) => {
  const criteria = criteriaOf(typed);
  const { id } = await saveSearch(ctx, { ...search, criteria });
  redirect(savedHref(search.screen, { id, criteria }, { [SAVED]: "1" }));
});

const deleted = z.object({ screen: z.enum(searchScreens), id: z.uuid() });

/** Elimina, in the list that Carica opens. */
export async function deleteSearchOf(form: FormData): Promise<void> {
  const ctx = await requireContext();
  const { screen, id } = deleted.parse({ screen: form.get("screen"), id: form.get("id") });
  await deleteSearch(ctx, { id });
  redirect(searchPages[screen].search);
}
