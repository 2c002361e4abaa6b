import type { StopReason } from "@/db/states";

/** Why nothing else is asked of App IO or sent, from the middle of a sentence. */
export const stopCauses: Record<StopReason, (serviceName: string) => string> = {
  operator: () => "l'invio è stato interrotto",
  "key-refused": (serviceName) => `App IO rifiuta la chiave del servizio ${serviceName}`,
  "not-allowed": (serviceName) => `App IO non accetta invii da qui per il servizio ${serviceName}`,
  "wrong-address": () => "l'indirizzo di App IO configurato in FlussIO non esiste",
  "platform-down": () => "App IO non risponde o risponde con errori",
  "test-only": (serviceName) =>
    `il servizio ${serviceName} può scrivere solo ai codici fiscali autorizzati per le prove`,
  "service-disabled": (serviceName) => `il servizio ${serviceName} è disabilitato in FlussIO`,
  "service-testing": (serviceName) =>
    `il servizio ${serviceName} è in prova e FlussIO lo lascia scrivere solo ai suoi codici di prova`,
  "key-unreadable": (serviceName) => `FlussIO non riesce a leggere la chiave del servizio ${serviceName}`,
};
