import type { StopReason } from "@/db/states";
import { atHour, count, number, sinceHour } from "./format";

/** What the field Errore of a flow is told about. */
export type StoppedFlow = {
  serviceName: string;
  stopReason: StopReason | null;
  /** A code for whoever runs the installation. */
  stopDetail: string | null;
  stoppedAt: Date | null;
  stoppedBy: string | null;
  sent: number;
  registered: number;
  uncertain: number;
  toCorrect: number;
  unreachable: number;
};

/** `title` is the first sentence, the only one on the dashboard. */
export type FlowError = { title: string; lines: string[] };

type Fault = Exclude<StopReason, "operator">;

/** words.md 4 to 8. */
const faults: Record<Fault, (flow: StoppedFlow) => [title: string, advice: string]> = {
  "key-refused": ({ serviceName }) => [
    `Invio fermato: App IO rifiuta la chiave del servizio ${serviceName}.`,
    "La chiave è sbagliata o è stata sostituita. Chi amministra i servizi deve inserire quella valida in Servizi e provarla con Verifica connessione.",
  ],
  "not-allowed": ({ serviceName }) => [
    `Invio fermato: App IO non accetta invii da qui per il servizio ${serviceName}.`,
    "Di solito l'indirizzo di rete di FlussIO non è tra quelli autorizzati, o il servizio non ha il permesso di inviare. Verifica connessione aiuta a capire quale.",
  ],
  "wrong-address": ({ stopDetail }) => [
    "Invio fermato: l'indirizzo di App IO configurato in FlussIO non esiste.",
    `I tuoi dati sono corretti. Chiama chi gestisce l'installazione${stopDetail ? ` e comunica il codice ${stopDetail}` : ""}.`,
  ],
  "platform-down": ({ stoppedAt }) => [
    `Invio fermato: App IO non risponde o risponde con errori${stoppedAt ? ` ${sinceHour(stoppedAt)}` : ""}.`,
    "Il problema è di App IO o della rete, non dei tuoi dati. Riprova più tardi.",
  ],
  "test-only": ({ serviceName, toCorrect }) => [
    `Invio fermato: il servizio ${serviceName} può scrivere solo ai codici fiscali autorizzati per le prove.`,
    `${count(toCorrect, "notifica è stata rifiutata", "notifiche sono state rifiutate")} per questo. Chi amministra i servizi deve completare l'attivazione nel BackOffice IO.`,
  ],
};

/** The field Errore of a flow in state Invio incompleto, or null when there is nothing to say (words.md 4–8, 13, 20). */
export function flowError(flow: StoppedFlow): FlowError | null {
  if (flow.stopReason === "operator") {
    return { title: stoppedBy(flow), lines: [counts(flow), "Per inviarle premi Riprendi."].filter(Boolean) };
  }
  if (flow.stopReason) {
    const [title, advice] = faults[flow.stopReason](flow);
    const tail = "Risolta la causa, premi Riprendi: le notifiche già partite non ripartono.";
    return { title, lines: [advice, `${counts(flow)} ${tail}`] };
  }
  return leftOver(flow);
}

function stoppedBy({ stoppedBy: who, stoppedAt }: StoppedFlow) {
  return `Invio interrotto${who ? ` da ${who}` : ""}${stoppedAt ? ` ${atHour(stoppedAt)}` : ""}.`;
}

function counts({ sent, registered, uncertain }: StoppedFlow) {
  return [
    sent > 0 ? `Partite: ${number(sent)}.` : "",
    registered > 0 ? `Da inviare: ${number(registered)}, ancora in stato Registrato.` : "",
    uncertain > 0 ? `Esito incerto: ${number(uncertain)}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** The sending ran to its end, some outcomes were negative. */
function leftOver({ toCorrect, uncertain, unreachable, registered }: StoppedFlow): FlowError | null {
  const cannotReceive = count(unreachable, "persona non può ricevere su IO", "persone non possono ricevere su IO");
  const parts = [
    toCorrect > 0 ? `${number(toCorrect)} da correggere` : "",
    uncertain > 0 ? `${number(uncertain)} con esito incerto, da decidere${uncertain > 1 ? " una per una" : ""}` : "",
    registered > 0 ? `${number(registered)} da inviare` : "",
  ].filter(Boolean);
  if (parts.length > 0) {
    const lines = unreachable > 0 ? [`Inoltre ${cannotReceive}, e non c'è nulla da correggere.`] : [];
    return { title: `Invio incompleto: ${parts.join(", ")}.`, lines };
  }
  return unreachable > 0 ? { title: `Invio incompleto: nulla da correggere. ${cannotReceive}.`, lines: [] } : null;
}
