import type { StopReason } from "@/db/states";
import type { FlowDetail } from "@/lib/flows/find";
import { atHour, count, day, number, onDay, sinceHour } from "./format";

/** What the field Errore of a flow is told about. */
export type StoppedFlow = Pick<FlowDetail, "stopReason" | "stopDetail" | "stoppedAt" | "stoppedBy"> & {
  service: { name: string };
  counts: Pick<FlowDetail["counts"], "sent" | "registered" | "unreachable" | "undecided" | "forbidden"> & {
    families: Pick<FlowDetail["counts"]["families"], "uncertain" | "to-retry" | "to-correct">;
  };
};

/** The dashboard shows `title`, the first sentence, and `tally`; `detail` is for who gives assistance. */
export type FlowError = { title: string; lines: string[]; tally: string; detail: string | null };

type Fault = Exclude<StopReason, "operator">;

/** words.md 4 to 8, and in their manner what keeps FlussIO itself from sending. */
const faults: Record<Fault, (flow: StoppedFlow) => [title: string, advice: string]> = {
  "key-refused": ({ service }) => [
    `Invio fermato: App IO rifiuta la chiave del servizio ${service.name}.`,
    "La chiave è sbagliata o è stata sostituita. Chi amministra i servizi deve inserire quella valida in Servizi e provarla con Verifica connessione.",
  ],
  "not-allowed": ({ service }) => [
    `Invio fermato: App IO non accetta invii da qui per il servizio ${service.name}.`,
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
  "test-only": ({ service, counts }) => [
    `Invio fermato: il servizio ${service.name} può scrivere solo ai codici fiscali autorizzati per le prove.`,
    `${firstRefused(counts.forbidden)}Chi amministra i servizi deve completare l'attivazione nel BackOffice IO.`,
  ],
  "service-disabled": ({ service }) => [
    `Invio fermato: il servizio ${service.name} è disabilitato in FlussIO.`,
    "App IO non c'entra: FlussIO non invia per un servizio disabilitato. Lo può riabilitare chi amministra i servizi.",
  ],
  "service-testing": ({ service }) => [
    `Invio fermato: il servizio ${service.name} è in prova, e nel flusso ci sono notifiche per altre persone.`,
    "App IO non c'entra: FlussIO lascia scrivere un servizio in prova solo ai suoi codici di prova. Disabilita quelle notifiche, o chiedi a chi amministra i servizi se la prova è finita.",
  ],
  "key-unreadable": ({ service }) => [
    `Invio fermato: FlussIO non riesce a leggere la chiave del servizio ${service.name}.`,
    "App IO non c'entra: la chiave è conservata cifrata, e non si apre più. Chi amministra i servizi deve inserirla di nuovo in Servizi e provarla con Verifica connessione. Se capita con più servizi, chiama chi gestisce l'installazione.",
  ],
};

/** None is left when they were corrected or disabled meanwhile. */
function firstRefused(n: number): string {
  if (n === 0) return "";
  return n === 1
    ? "La prima notifica è stata rifiutata per questo. "
    : `Le prime ${number(n)} notifiche sono state rifiutate tutte per questo. `;
}

/** The field Errore of a flow in state Invio incompleto, or null when there is nothing to say (words.md 4–8, 13, 20). */
export function flowError(flow: StoppedFlow, now = new Date()): FlowError | null {
  const counted = { tally: tally(flow), detail: flow.stopDetail };
  if (flow.stopReason === "operator") {
    const goOn = flow.counts.registered > 0 ? "Per inviarle premi Riprendi." : "";
    return { title: stoppedBy(flow, now), lines: [counted.tally, goOn].filter(Boolean), ...counted };
  }
  if (flow.stopReason) {
    const [title, advice] = faults[flow.stopReason](flow);
    const tail = "Risolta la causa, premi Riprendi: le notifiche già partite non ripartono.";
    const stopped = flow.stoppedAt ? `Fermato ${onDay(flow.stoppedAt)} ${atHour(flow.stoppedAt)}.` : "";
    return { title, lines: [advice, stopped, `${counted.tally} ${tail}`.trim()].filter(Boolean), ...counted };
  }
  return leftOver(flow);
}

/** The day is told when it is not today. */
function stoppedBy({ stoppedBy: who, stoppedAt }: StoppedFlow, now: Date) {
  const when = stoppedAt ? `${day(stoppedAt) === day(now) ? "" : ` ${onDay(stoppedAt)}`} ${atHour(stoppedAt)}` : "";
  return `Invio interrotto${who ? ` da ${who}` : ""}${when}.`;
}

function tally({ counts: { sent, registered, families } }: StoppedFlow) {
  return [
    sent > 0 ? `Partite: ${number(sent)}.` : "",
    registered > 0 ? `Da inviare: ${number(registered)}, ancora in stato Registrato.` : "",
    families.uncertain > 0 ? `Esito incerto: ${number(families.uncertain)}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** The sending ran to its end, some outcomes were negative. */
function leftOver({ counts: { registered, unreachable, undecided, families } }: StoppedFlow): FlowError | null {
  const cannotReceive = count(unreachable, "persona non può ricevere su IO", "persone non possono ricevere su IO");
  const decided = families.uncertain - undecided;
  const parts = [
    families["to-retry"] > 0 ? `${number(families["to-retry"])} da ritentare` : "",
    families["to-correct"] > 0 ? `${number(families["to-correct"])} da correggere` : "",
    undecided > 0 ? `${number(undecided)} con esito incerto, da decidere${undecided > 1 ? " una per una" : ""}` : "",
    registered > 0 ? `${number(registered)} da inviare` : "",
  ].filter(Boolean);
  const rest = [
    decided > 0
      ? `${number(decided)} con esito incerto, già ${decided > 1 ? "decise" : "decisa"}: nessun nuovo invio.`
      : "",
    unreachable > 0 ? `${cannotReceive}.` : "",
  ].filter(Boolean);
  const uncounted = { tally: "", detail: null };
  if (parts.length > 0) {
    const lines = [
      families["to-retry"] + families["to-correct"] > 0
        ? "Con Ritenta le notifiche in errore ripartono quelle che certamente non sono arrivate e non hanno dati da correggere."
        : "",
      unreachable > 0 ? `Inoltre ${cannotReceive}, e non c'è nulla da correggere.` : "",
    ].filter(Boolean);
    return { title: `Invio incompleto: ${parts.join(", ")}.`, lines, ...uncounted };
  }
  if (rest.length === 0) return null;
  return { title: `Invio incompleto: nulla da correggere. ${rest.join(" ")}`, lines: [], ...uncounted };
}
