import type { FlowState, StopReason } from "@/db/states";
import type { Username } from "./accounts";
import type { OutcomeName } from "./outcomes";
import type { ServiceCode } from "./services";
import type { TextName } from "./texts";

export type DemoFlow = {
  service: ServiceCode;
  text: TextName;
  note: string;
  by: Username;
  /** Days since it was made. */
  age: number;
  state: FlowState;
  /** How many notifications ended in which way, in the order of the rows. */
  rows: Partial<Record<OutcomeName, number>>;
  file?: string;
  stop?: { reason: StopReason; detail?: string };
  context?: string;
  key?: string;
  disabled?: boolean;
  /** How many of the last rows are disabled. */
  disabledRows?: number;
};

export const pastFlows: readonly DemoFlow[] = [
  {
    service: "TRIB",
    text: "tari",
    note: "TARI, seconda rata – zona centro",
    by: "tributi",
    age: 12,
    state: "incomplete",
    rows: { available: 118, notOnIo: 51, blocked: 13 },
    file: "tari-centro.xlsx",
  },
  {
    service: "TRIB",
    text: "imu",
    note: "Promemoria saldo IMU",
    by: "tributi",
    age: 6,
    state: "sent",
    rows: { available: 64 },
    file: "imu-saldo.xlsx",
    disabledRows: 2,
  },
  {
    service: "TRIB",
    text: "canone",
    note: "Canone unico – mercati e dehors",
    by: "tributi",
    age: 40,
    state: "incomplete",
    rows: {
      available: 29,
      corrected: 2,
      invalid: 2,
      overLimit: 2,
      timeout: 2,
      broken: 1,
      failed: 1,
      rejected: 2,
      notOnIo: 6,
    },
    file: "canone-unico.xlsx",
  },
  {
    service: "TRIB",
    text: "tari",
    note: "TARI, seconda rata – frazioni",
    by: "tributi",
    age: 3,
    state: "incomplete",
    rows: { available: 35, notOnIo: 14, waiting: 45 },
    file: "tari-frazioni.xlsx",
    stop: { reason: "operator" },
  },
  {
    service: "TRIB",
    text: "tari",
    note: "TARI, seconda rata – attività commerciali",
    by: "ammin",
    age: 20,
    state: "incomplete",
    rows: { waiting: 80 },
    file: "tari-attivita.xlsx",
    stop: { reason: "key-refused", detail: "401" },
  },
  {
    service: "TRIB",
    text: "tari",
    note: "Prova di importazione, da non usare",
    by: "tributi",
    age: 21,
    state: "inactive",
    rows: { waiting: 22 },
    file: "prova.xlsx",
    disabled: true,
  },
  {
    service: "ANAG",
    text: "carta",
    note: "Carte d'identità in scadenza",
    by: "tributi",
    age: 9,
    state: "sent",
    rows: { available: 41 },
    file: "carte-in-scadenza.xlsx",
  },
  {
    service: "ANAG",
    text: "mensa",
    note: "Iscrizioni mensa: pronto, lo invia l'Ufficio Tributi",
    by: "anagrafe",
    age: 1,
    state: "active",
    rows: { waiting: 52 },
    file: "mensa.xlsx",
  },
  {
    service: "ANAG",
    text: "residenza",
    note: "Cambi di residenza della settimana",
    by: "anagrafe",
    age: 0,
    state: "inactive",
    rows: { waiting: 20 },
    file: "residenze.xlsx",
  },
  {
    service: "ANAG",
    text: "carta",
    note: "",
    by: "anagrafe",
    age: 0,
    state: "inactive",
    rows: {},
  },
  {
    service: "TICK",
    text: "ticket",
    note: "Ticket non pagati, primo semestre",
    by: "sanita",
    age: 33,
    state: "incomplete",
    rows: { available: 92, accepted: 3, throttled: 2, refused: 1, unanswered: 1, notOnIo: 24, blocked: 4 },
    file: "ticket-primo-semestre.xlsx",
  },
  {
    service: "TICK",
    text: "ticket",
    note: "Ticket non pagati, secondo semestre",
    by: "sanita",
    age: 15,
    state: "incomplete",
    rows: { available: 24, notOnIo: 7, timeout: 3, waiting: 46 },
    file: "ticket-secondo-semestre.xlsx",
    stop: { reason: "platform-down", detail: "503" },
  },
  {
    service: "REFE",
    text: "screening",
    note: "Screening, invito di novembre",
    by: "ammin",
    age: 27,
    state: "incomplete",
    rows: { forbidden: 10, waiting: 60 },
    file: "screening.xlsx",
    stop: { reason: "test-only", detail: "403 Recipient forbidden" },
  },
  {
    service: "REFE",
    text: "appuntamento",
    note: "Promemoria appuntamenti della settimana",
    by: "sanita",
    age: 5,
    state: "sent",
    rows: { available: 38 },
    context: "CUP",
    key: "AGENDA-47",
  },
];

/** Really sent by the engine to the sandbox as soon as it starts. */
export const sendingFlow: DemoFlow = {
  service: "TICK",
  text: "ticket",
  note: "Ticket non pagati, ottobre",
  by: "sanita",
  age: 0,
  state: "sending",
  rows: { claimed: 4, waiting: 116 },
  file: "ticket-ottobre.xlsx",
};
