import { z } from "zod";
import { atHour, count } from "@/app/italian/format";
import { reasonSentence } from "@/app/italian/notification-outcome";
import { stopCauses } from "@/app/italian/stop-causes";
import type { Tone } from "@/app/ui/alert";
import type { NotificationState, Reason } from "@/db/states";
import { stopReasons } from "@/db/states";
import type { Context } from "@/lib/context";
import { findNotification } from "@/lib/notifications/find";
import type { SendResult } from "@/lib/notifications/send";

/**
 * What was just done, told by the page that the action leads to. The address says only which action it was; how it
 * ended is read from the notification.
 */
const noticeQuery = z.object({
  fatto: z.enum(["aggiunta", "ripetuta", "inviata", "registrata", "non-inviare", "inviata-di-nuovo"]),
  /** Of the notification after the action: once it is changed again, the notice is old. */
  versione: z.coerce.number().int(),
  causa: z.enum(stopReasons).optional().catch(undefined),
  secondi: z.coerce.number().int().positive().optional().catch(undefined),
});
type NoticeQuery = z.output<typeof noticeQuery>;

/** `outcome`: it tells the cause of a failure, which the page need not repeat. */
export type Notice = { tone: Tone; sentences: string[]; outcome?: true };

const lens = "con la lente riporta lo Stato a Registrato e premi Invia Messaggio.";

/** Where what is to be put right is not in the data. */
const advices: Partial<Record<Reason, string>> = {
  failed: `Non c'è nulla da correggere: ${lens}`,
  "no-answer": `Non c'è nulla da correggere: ${lens}`,
  "recipient-forbidden": `Quando l'attivazione è completa, ${lens}`,
};

/** What a person can do with a notification that is in Errore. */
export const errorAdvice = (reason: Reason) => advices[reason] ?? `Correggi i dati, ${lens}`;

type Told = {
  version: number;
  state: NotificationState;
  reason: Reason | null;
  sentAt: Date | null;
  serviceName: string;
};

export type Done = NoticeQuery["fatto"];

/** The page of a notification after an action. */
export async function noticeUrl(ctx: Context, id: string, done: Done, result?: SendResult): Promise<string> {
  const { version } = await findNotification(ctx, id);
  const query = new URLSearchParams({ fatto: done, versione: String(version) });
  if (result && !result.sent && result.stop) query.set("causa", result.stop);
  if (result && !result.sent && result.waitSeconds) query.set("secondi", String(Math.ceil(result.waitSeconds)));
  return `/notifiche/${id}?${query}`;
}

export function noticeOf(searchParams: Record<string, string | string[] | undefined>, told: Told): Notice | null {
  const query = noticeQuery.safeParse(searchParams).data;
  return query && query.versione === told.version ? notices[query.fatto](told, query) : null;
}

/** words.md 2 and 12. */
const notices: Record<Done, (told: Told, query: NoticeQuery) => Notice> = {
  aggiunta: (told, query) => ended(openings.added, told, query),
  inviata: (told, query) => ended(openings.sent, told, query),
  "inviata-di-nuovo": (told, query) => {
    const { sentences, ...notice } = ended(openings.sent, told, query);
    return { ...notice, sentences: ["Nuovo invio avviato. Il primo tentativo resta nella cronologia.", ...sentences] };
  },
  ripetuta: ({ sentAt }) => ({
    tone: "warning",
    sentences: [
      sentAt
        ? `Questa notifica è già partita ${atHour(sentAt)}: FlussIO non l'ha inviata di nuovo.`
        : "Questa notifica è già registrata: FlussIO non l'ha registrata né inviata di nuovo.",
    ],
  }),
  registrata: () => ({
    tone: "success",
    sentences: ["La notifica è di nuovo in stato Registrato. Premi Invia Messaggio per inviarla."],
  }),
  "non-inviare": () => ({
    tone: "success",
    sentences: ["Decisione registrata: nessun nuovo invio. La notifica resta in Errore, esito incerto."],
  }),
};

const openings = {
  added: { sent: "Notifica registrata e inviata", kept: "Notifica registrata, non inviata" },
  sent: { sent: "Notifica inviata", kept: "Notifica non inviata" },
};

function ended(opening: { sent: string; kept: string }, told: Told, { causa, secondi }: NoticeQuery): Notice {
  const { state, reason, sentAt, serviceName } = told;
  const { sent, kept } = opening;
  if (state === "sent" && sentAt) {
    return { tone: "success", sentences: [`${sent} ${atHour(sentAt)}. L'esito comparirà in Stato Consegna.`] };
  }
  if (state === "transmitting") return { tone: "info", sentences: ["Invio in corso."] };
  if (state === "registered") {
    const cause = causa
      ? stopCauses[causa](serviceName)
      : secondi
        ? `App IO ha chiesto di rallentare. Riprova tra ${count(secondi, "secondo", "secondi")}`
        : "App IO non risponde";
    return {
      tone: "warning",
      sentences: [`${kept}: ${cause}.`, "La notifica resta in stato Registrato: premi Invia Messaggio per riprovare."],
    };
  }
  if (!reason || reason === "uncertain") {
    return { tone: "warning", sentences: [reasonSentence("uncertain", serviceName)] };
  }
  const sentence = `${kept}: ${lowerFirst(reasonSentence(reason, serviceName))}`;
  return state === "unreachable"
    ? { tone: "info", sentences: [sentence], outcome: true }
    : { tone: "danger", sentences: [sentence, errorAdvice(reason)], outcome: true };
}

/** App IO stays as it is. */
const lowerFirst = (sentence: string) =>
  sentence.startsWith("App IO") ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);
