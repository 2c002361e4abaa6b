"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import { stillAdministers } from "@/lib/operators/still-administers";
import { createRole } from "@/lib/roles/create";
import { deleteRole } from "@/lib/roles/delete";
import { editRole } from "@/lib/roles/edit";
import { roleFields } from "@/lib/roles/form";
import { ticked } from "@/lib/ticked";

const shown = z.object({ roleId: z.uuid(), version: z.coerce.number().int() });

/** Aggiungi. */
export const create = action(ticked(["permissions", "serviceIds"], roleFields), async (ctx, input) => {
  const { id } = await createRole(ctx, input);
  redirect(`/ruoli/${id}`);
});

/** Aggiorna. Who gave the administration away no longer finds the page. */
export const edit = action(
  ticked(["permissions", "serviceIds"], roleFields.extend(shown.shape)),
  async (ctx, input) => {
    await editRole(ctx, input);
    if (!(await stillAdministers(ctx))) redirect("/profilo");
    return "Modifiche salvate: valgono dalla prossima pagina che apre chi ha questo ruolo.";
  },
);

/** Elimina. */
export const remove = action(shown, async (ctx, input) => {
  await deleteRole(ctx, input);
  redirect("/ruoli");
});
