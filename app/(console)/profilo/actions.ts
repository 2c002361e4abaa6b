"use server";

import { z } from "zod";
import { action } from "@/app/action";
import { passwordChanged } from "@/app/italian/operators";
import { currentSessionId } from "@/app/session";
import { changePassword } from "@/lib/operators/change-password";
import { editProfile } from "@/lib/operators/edit-profile";
import { operatorFields, passwordChange } from "@/lib/operators/form";

/** Aggiorna. */
export const edit = action(z.object({ email: operatorFields.shape.email }), async (ctx, input) => {
  await editProfile(ctx, input);
  return "Modifiche salvate.";
});

/** Cambia la password. */
export const change = action(passwordChange, async (ctx, { currentPassword, password }) =>
  passwordChanged(await changePassword(ctx, { currentPassword, password, keepSession: await currentSessionId() })),
);
