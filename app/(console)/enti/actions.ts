"use server";

import { redirect } from "next/navigation";
import { action } from "@/app/action";
import { createOrganization } from "@/lib/organizations/create";
import { editOrganization } from "@/lib/organizations/edit";
import { organizationEdit, organizationForm } from "@/lib/organizations/form";

/** Aggiungi. */
export const create = action(organizationForm, async (ctx, input) => {
  const { id } = await createOrganization(ctx, input);
  redirect(`/enti/${id}`);
});

/** Aggiorna. */
export const edit = action(organizationEdit, async (ctx, input) => {
  await editOrganization(ctx, input);
  return "Modifiche salvate.";
});
