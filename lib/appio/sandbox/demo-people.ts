import type { FiscalCodeRule } from "@/lib/appio/sandbox/faults";

export interface DemoPerson {
  readonly fiscalCode: string;
  readonly name: string;
  readonly rule: FiscalCodeRule;
  /** What the operator sees, in the words of the console. */
  readonly effect: string;
}

/**
 * Invented people to whom always the same thing happens on the sandbox. Born in Z999, which is no country: the check
 * characters are right and nobody has these codes.
 */
export const demoPeople: readonly DemoPerson[] = [
  {
    fiscalCode: "CNQDAA71C54Z999L",
    name: "Ada Cinquecento",
    rule: { profile: "allowed", send: "server-error" },
    effect: "Esito incerto: App IO risponde con un errore interno e il messaggio non è arrivato.",
  },
  {
    fiscalCode: "NTRBCI68S42Z999Z",
    name: "Bice Interrotti",
    rule: { profile: "allowed", send: "reset-after" },
    effect: "Esito incerto: la connessione cade dopo che App IO ha preso in carico il messaggio.",
  },
  {
    fiscalCode: "FLLCRL59H21Z999K",
    name: "Carlo Falliti",
    rule: { profile: "allowed", outcome: "FAILED" },
    effect: "Inviato, poi Errore: App IO lo prende in carico e non riesce a elaborarlo (FAILED).",
  },
  {
    fiscalCode: "RSPDRO84P49Z999Z",
    name: "Dora Respinti",
    rule: { profile: "allowed", outcome: "REJECTED" },
    effect: "Inviato, poi Utente non abilitato alla ricezione: App IO lo prende in carico e lo rifiuta (REJECTED).",
  },
  {
    fiscalCode: "SCRLEI92A30Z999Y",
    name: "Elio Scorretti",
    rule: { profile: "allowed", send: "bad-request" },
    effect: "Errore: App IO giudica non valido il contenuto (400).",
  },
  {
    fiscalCode: "SSNFLV47M45Z999Z",
    name: "Fulvia Assenti",
    rule: { profile: "not-on-io" },
    effect: "Utente non abilitato alla ricezione: non usa IO.",
  },
  {
    fiscalCode: "BLCGNI79T17Z999C",
    name: "Gino Bloccati",
    rule: { profile: "blocked" },
    effect: "Utente non abilitato alla ricezione: ha disattivato il servizio.",
  },
  {
    fiscalCode: "LNTNSI88D66Z999N",
    name: "Ines Lentini",
    rule: { profile: "allowed", status: ["ACCEPTED", "THROTTLED", "THROTTLED", "PROCESSED"] },
    effect: "Inviato; lo Stato Consegna passa per THROTTLED e arriva a PROCESSED alla quarta lettura.",
  },
  {
    fiscalCode: "RTNLVI65R11Z999Z",
    name: "Livio Ritentati",
    rule: { profile: "allowed", send: ["server-error", "ok"] },
    effect: "Esito incerto al primo invio, Inviato al secondo.",
  },
  {
    fiscalCode: "RGGMRT95B47Z999J",
    name: "Marta Raggiungibili",
    rule: { profile: "allowed" },
    effect: "Inviato, poi PROCESSED.",
  },
];
