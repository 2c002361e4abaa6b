import { temporaryPasswordHint } from "@/app/italian/operators";
import { Field } from "@/app/ui/field";
import { operatorLabels } from "./operator-fields";

/** Readable while it is typed: whoever sets it must tell it to somebody. */
export const TemporaryPassword = () => (
  <Field
    name="password"
    label={operatorLabels.password}
    maxLength={128}
    hint={temporaryPasswordHint}
    spellCheck={false}
    required
  />
);
