"use client";

import { useDeferredValue } from "react";
import { PhonePreview } from "@/app/ui/phone-preview";
import { tidySubject } from "@/lib/notifications/content";
import { draftOfTyped } from "@/lib/notifications/typed";
import { bodyOfTyped } from "@/lib/notifications/typed-buttons";
import { useDraft } from "./draft";

type Sender = { id: string; name: string; organizationName: string };

/** The preview of what is being typed; a field that cannot be read yet is left out. */
export function LivePreview({ senders }: { senders: readonly Sender[] }) {
  const typed = useDeferredValue(useDraft());
  const sender = senders.find(({ id }) => id === typed.serviceId);
  const text = (name: string) => typed[name] ?? "";
  const { dueDate, amount, noticeNumber } = draftOfTyped({
    fiscalCode: "",
    subject: "",
    body: "",
    dueDate: text("dueDate"),
    amount: text("amount"),
    noticeNumber: text("noticeNumber"),
    payableAfterDue: true,
  });
  return (
    <PhonePreview
      message={{
        organizationName: sender?.organizationName ?? "",
        serviceName: sender?.name ?? "",
        subject: tidySubject(text("subject")),
        body: bodyOfTyped(text("body"), typed),
        dueDate: dueDate.ok ? dueDate.value : null,
        amount: amount.ok ? amount.value : null,
        noticeNumber: noticeNumber.ok ? noticeNumber.value : null,
        payableAfterDue: text("payableAfterDue") === "on",
      }}
    />
  );
}
