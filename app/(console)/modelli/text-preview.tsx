"use client";

import { useDeferredValue } from "react";
import { placeholderExamples } from "@/app/italian/models";
import { PhonePreview } from "@/app/ui/phone-preview";
import { keyOf } from "@/lib/excel/columns";
import { checkTemplate, compile } from "@/lib/models/merge";
import { useDraft } from "../notifiche/draft";
import { templateOfTyped } from "./typed-text";

/** The text as a citizen would read it, with an example in the place of each value. */
export function TextPreview({
  senders,
}: {
  senders: readonly { id: string; name: string; organizationName: string }[];
}) {
  const typed = useDeferredValue(useDraft());
  const sender = senders.find(({ id }) => id === typed.serviceId) ?? senders[0];
  const template = templateOfTyped(typed);
  const examples = new Map(
    template.placeholders.map(({ name, type, fallback }) => [keyOf(name), fallback || placeholderExamples[type](name)]),
  );
  // What is being typed may not be a text yet: it is shown as it is.
  const { subject, body } = checkTemplate(template).length > 0 ? template : compile(template)(examples);
  return (
    <PhonePreview
      message={{
        ...{ organizationName: sender?.organizationName ?? "", serviceName: sender?.name ?? "", subject, body },
        ...{ dueDate: null, amount: null, noticeNumber: null, payableAfterDue: true },
      }}
    />
  );
}
