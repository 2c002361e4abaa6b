"use client";

import { CheckField, Field, TextAreaField } from "@/app/ui/field";
import { limits } from "@/lib/notifications/content";
import type { TypedContent } from "@/lib/notifications/typed";
import { contentLabels } from "./content-labels";
import { Counter } from "./counter";
import { Toolbar } from "./toolbar";

/** What a person writes of a notification. */
export function ContentFields({ initial, payments }: { initial: TypedContent; payments: boolean }) {
  const field = (name: keyof TypedContent & string) => ({
    name,
    label: contentLabels[name],
    defaultValue: String(initial[name]),
  });
  return (
    <div className="form-grid">
      <Field {...field("fiscalCode")} required spellCheck={false} className="wide fiscal-code" />
      <Field
        {...field("subject")}
        required
        className="wide"
        hint={<Counter name="subject" limits={limits.subject} />}
      />
      <div className="wide composer">
        <Toolbar controls="body" />
        <TextAreaField {...field("body")} required rows={12} hint={<Counter name="body" limits={limits.body} />} />
      </div>
      <Field {...field("dueDate")} type="date" hint="Vale fino alla fine del giorno." />
      <Field
        {...field("amount")}
        inputMode="decimal"
        hint={payments ? "In euro, come 1.234,56." : "Questo servizio non può inviare avvisi di pagamento."}
      />
      <Field {...field("noticeNumber")} inputMode="numeric" hint="18 cifre; con la somma, o nessuno dei due." />
      <div className="wide">
        <CheckField
          name="payableAfterDue"
          label={contentLabels.payableAfterDue}
          defaultChecked={initial.payableAfterDue}
          hint="Conta solo quando c'è una scadenza."
        />
      </div>
    </div>
  );
}
