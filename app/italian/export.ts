import type { StopReason } from "@/db/states";
import type { FlowWords } from "@/lib/flows/export";
import type { NotificationWords } from "@/lib/notifications/export";
import { reachabilityLabels } from "./reachability";
import { flowStateLabels, notificationStateLabels, originLabels, reasonLabels } from "./states";

const yesNo = { true: "sì", false: "no" } as const;

const stopReasons: Record<StopReason, string> = {
  operator: "Interrotto da un operatore",
  "key-refused": "App IO rifiuta la chiave del servizio",
  "not-allowed": "App IO non accetta invii da qui",
  "wrong-address": "Indirizzo di App IO sbagliato",
  "platform-down": "App IO non risponde",
  "test-only": "Servizio abilitato alle sole prove",
  "service-disabled": "Servizio disabilitato in FlussIO",
  "service-testing": "Servizio in prova in FlussIO",
  "key-unreadable": "FlussIO non legge la chiave del servizio",
};

export const flowWords: FlowWords = {
  sheet: "Flussi",
  states: flowStateLabels,
  origins: originLabels,
  stopReasons,
  yesNo,
};

export const notificationWords: NotificationWords = {
  sheet: "Notifiche",
  states: notificationStateLabels,
  reasons: reasonLabels,
  reachabilities: reachabilityLabels,
  yesNo,
};
