"use client";

import { useDeferredValue } from "react";
import { tidyBody, tidySubject } from "@/lib/notifications/content";
import { draftOfTyped } from "@/lib/notifications/typed";
import { useDraft } from "./draft";
import { MessagePreview } from "./message-preview";

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
    <MessagePreview
      message={{
        organizationName: sender?.organizationName ?? "",
        serviceName: sender?.name ?? "",
        subject: tidySubject(text("subject")),
        body: tidyBody(text("body")),
        dueDate: dueDate.ok ? dueDate.value : null,
        amount: amount.ok ? amount.value : null,
        noticeNumber: noticeNumber.ok ? noticeNumber.value : null,
      }}
    />
  );
}
