"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/action";
import {
  applicationDisabled,
  applicationEnabled,
  applicationSaved,
  keyMade,
  keyRevoked,
} from "@/app/italian/applications";
import { addKey } from "@/lib/applications/add-key";
import { createApplication } from "@/lib/applications/create";
import { setApplicationDisabled } from "@/lib/applications/disable";
import { editApplication } from "@/lib/applications/edit";
import { applicationFields } from "@/lib/applications/form";
import { revokeKey } from "@/lib/applications/revoke-key";
import { ticked } from "@/lib/ticked";

const application = z.object({ applicationId: z.uuid() });

/** Aggiungi. */
export const create = action(ticked(["serviceIds"], applicationFields), async (ctx, input) => {
  const { id } = await createApplication(ctx, input);
  redirect(`/applicazioni/${id}`);
});

/** Aggiorna. */
export const edit = action(
  ticked(["serviceIds"], applicationFields.extend({ ...application.shape, version: z.coerce.number().int() })),
  async (ctx, input) => {
    await editApplication(ctx, input);
    return applicationSaved;
  },
);

export const disable = action(application, async (ctx, input) => {
  await setApplicationDisabled(ctx, { ...input, disabled: true });
  return applicationDisabled;
});

export const enable = action(application, async (ctx, input) => {
  await setApplicationDisabled(ctx, { ...input, disabled: false });
  return applicationEnabled;
});

/** Crea una chiave. */
export const makeKey = action(application, async (ctx, input) => keyMade((await addKey(ctx, input)).key));

/** Revoca. */
export const revoke = action(z.object({ keyId: z.uuid() }), async (ctx, input) => {
  await revokeKey(ctx, input);
  return keyRevoked;
});
