import { mailServer } from "@/lib/env";
import { type MailWords, mailNotices as mail } from "@/lib/notices/mail";
import { engine } from "@/lib/sending/engine";
import { inngest } from "../client";
import { noticesMail } from "../events";

/** Mails what operators were told of in the console; the words come from who shows them. Reconcile asks again each minute. */
export const mailNotices = (words: MailWords) =>
  inngest.createFunction({ id: "mail-notices", triggers: [noticesMail], retries: 0 }, async ({ step }) => {
    const server = mailServer();
    return server && step.run("mail", () => mail(engine().sql, server, words));
  });
