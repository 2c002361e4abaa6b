"use client";

import { noticeGroups } from "@/app/italian/notice-groups";
import { CheckField, Field, TextAreaField } from "@/app/ui/field";
import { limits } from "@/lib/notifications/content";
import type { TypedContent } from "@/lib/notifications/typed";
import type { TypedButtons } from "@/lib/notifications/typed-buttons";
import { ButtonsFields } from "./buttons-fields";
import { contentLabels } from "./content-labels";
import { Counter } from "./counter";
import { useDraft } from "./draft";
import { BodyFindings, SubjectFindings } from "./findings";
import { groupNotice, tidyAmount } from "./payment-typing";
import { Toolbar } from "./toolbar";

export type InitialContent = TypedContent & TypedButtons;

/** What a person writes of a notification; inside Draft. */
export function ContentFields({ initial, payments }: { initial: InitialContent; payments: boolean }) {
  const { dueDate } = useDraft();
  const field = (name: keyof TypedContent & string) => ({
    name,
    label: contentLabels[name],
    defaultValue: String(initial[name]),
  });
  return (
    <div className="form-grid">
      <Field {...field("fiscalCode")} required spellCheck={false} className="wide fiscal-code" />
      <div className="wide">
        <Field {...field("subject")} required hint={<Counter name="subject" limits={limits.subject} />} />
        <SubjectFindings />
      </div>
      <div className="wide composer">
        <Toolbar controls="body" />
        <TextAreaField {...field("body")} required rows={12} hint={<Counter name="body" limits={limits.body} />} />
        <BodyFindings />
      </div>
      <ButtonsFields initial={initial} />
      <Field {...field("dueDate")} type="date" hint="Vale fino alla fine del giorno." />
      <Field
        {...field("amount")}
        inputMode="decimal"
        hint={payments ? "In euro, come 1.234,56." : "Questo servizio non può inviare avvisi di pagamento."}
        onBlur={tidyAmount}
      />
      <Field
        {...field("noticeNumber")}
        defaultValue={noticeGroups(initial.noticeNumber)}
        inputMode="numeric"
        hint="18 cifre; con la somma, o nessuno dei due."
        onInput={groupNotice}
      />
      <div className="wide">
        <CheckField
          name="payableAfterDue"
          label={contentLabels.payableAfterDue}
          defaultChecked={initial.payableAfterDue}
          hint={
            dueDate
              ? "Senza la spunta, dopo la scadenza l'avviso non si può più pagare dall'app."
              : "Conta solo quando c'è una scadenza: ora non c'è, e App IO non riceve questa scelta."
          }
        />
      </div>
    </div>
  );
}
