import type { ConnectionFinding } from "@/db/states";
import { count } from "./format";

type Told = { tone: "success" | "warning" | "danger"; title: string; text: string; steps: string[] };

const recheck = "Premi di nuovo Verifica connessione.";

/** words.md 25: what was found, and what to do next, step by step. `seconds`: what is left of the pause asked by App IO. */
const findings: Record<ConnectionFinding, (name: string, seconds: number) => Told> = {
  ok: () => ({
    tone: "success",
    title: "Tutto a posto",
    text: "La chiave è valida e App IO accetta richieste da qui. Nessun cittadino ha ricevuto messaggi.",
    steps: [],
  }),
  "key-refused": (name) => ({
    tone: "danger",
    title: "Chiave non valida",
    text: `Copia di nuovo la chiave primaria o secondaria di ${name} dal BackOffice IO, senza spazi.`,
    steps: [
      `Apri il BackOffice IO e cerca ${name} tra i servizi dell'ente.`,
      "Copia la chiave primaria: se non va, la secondaria.",
      "Incollala nel campo Chiave di sottoscrizione di questa pagina e premi Aggiorna.",
      recheck,
    ],
  }),
  "key-unreadable": (name) => ({
    tone: "danger",
    title: "Chiave illeggibile",
    text: `FlussIO non riesce a leggere la chiave di ${name}: è conservata cifrata, e non si apre più. App IO non c'entra.`,
    steps: [
      "Copia la chiave dal BackOffice IO, incollala nel campo Chiave di sottoscrizione e premi Aggiorna.",
      recheck,
      "Se capita con più servizi, chiama chi gestisce l'installazione.",
    ],
  }),
  "source-refused": (name) => ({
    tone: "danger",
    title: "Indirizzo di rete non autorizzato",
    text: "Chiave valida, ma App IO rifiuta l'indirizzo di rete da cui esce FlussIO. Aggiungilo agli indirizzi autorizzati del servizio (CIDR).",
    steps: [
      "Chiedi a chi gestisce l'installazione l'indirizzo pubblico da cui esce FlussIO.",
      `Nel BackOffice IO apri ${name} e aggiungi quell'indirizzo agli indirizzi autorizzati (CIDR).`,
      recheck,
    ],
  }),
  "service-closed": (name) => ({
    tone: "danger",
    title: "Servizio non ancora aperto",
    text: "Chiave valida, ma il servizio non può ancora inviare: nel BackOffice IO controlla che sia approvato.",
    steps: [
      `Nel BackOffice IO apri ${name} e guarda il suo stato.`,
      "Se è una bozza, completa i dati e chiedi la revisione; se è in revisione, aspetta l'approvazione.",
      recheck,
    ],
  }),
  "not-decided": (name) => ({
    tone: "danger",
    title: "Richiesta rifiutata",
    text: "Chiave valida, richiesta rifiutata. Cause possibili, nell'ordine: indirizzo di rete non autorizzato; servizio non ancora approvato.",
    steps: [
      "Chiedi a chi gestisce l'installazione l'indirizzo pubblico da cui esce FlussIO.",
      `Nel BackOffice IO apri ${name}: quell'indirizzo deve essere tra gli autorizzati (CIDR).`,
      "Sempre lì, controlla che il servizio sia approvato.",
      recheck,
    ],
  }),
  "test-only": (name) => ({
    tone: "warning",
    title: "Solo prove",
    text: `Il servizio ${name} può scrivere solo ai codici fiscali autorizzati per le prove.`,
    steps: [
      `Per scrivere ai cittadini, completa l'attivazione di ${name} nel BackOffice IO.`,
      "Fino ad allora tieni il servizio In prova, con i soli codici autorizzati.",
      recheck,
    ],
  }),
  "wrong-address": () => ({
    tone: "danger",
    title: "Indirizzo di App IO sbagliato",
    text: "L'indirizzo di App IO configurato in FlussIO non esiste. I tuoi dati sono corretti.",
    steps: ["Chiama chi gestisce l'installazione e comunica l'indirizzo scritto in Ambiente.", recheck],
  }),
  unreachable: () => ({
    tone: "danger",
    title: "App IO non risponde",
    text: "App IO non risponde da qui. Controlla la rete o il firewall, poi riprova.",
    steps: [
      "Se prima funzionava, aspetta qualche minuto e riprova.",
      "Se non ha mai funzionato, chiedi a chi gestisce la rete di lasciar passare FlussIO verso l'indirizzo scritto in Ambiente.",
      recheck,
    ],
  }),
  "slow-down": (_, seconds) => ({
    tone: "warning",
    title: "App IO chiede di rallentare",
    text: `App IO ha chiesto di rallentare. ${seconds > 0 ? `Riprova tra ${count(Math.ceil(seconds), "secondo", "secondi")}.` : "La pausa è finita: riprova."}`,
    steps: [],
  }),
};

/** What was found of a service, in words. */
export const wordConnection = (finding: ConnectionFinding, serviceName: string, seconds = 0): Told =>
  findings[finding](serviceName, seconds);

export const neverChecked = "Mai verificata";

/** For a list, a few words. */
export const connectionLabel = (finding: ConnectionFinding | null) =>
  finding ? findings[finding]("", 0).title : neverChecked;

/** words.md 25, `no-payments`. */
export const noPayments = "L'importo massimo del servizio è 0 €: App IO rifiuta ogni avviso di pagamento.";
