/** A message as an office writes it; `{…}` is filled for each row. Payments in whole euros. */
export type Text = {
  subject: string;
  body: string;
  payment?: { from: number; to: number };
  /** Days from the sending; Scadenza on the notification, and `{scadenza}` in the text. */
  due?: number;
};

export const texts = {
  tari: {
    subject: "Avviso TARI {anno}: seconda rata",
    payment: { from: 48, to: 320 },
    due: 30,
    body: `Gentile {nome},

è disponibile l'avviso di pagamento della **seconda rata della TARI {anno}**.

- Importo: **{importo} €**
- Scadenza: **{scadenza}**
- Numero avviso: {avviso}

Puoi pagare da questo messaggio, in banca, alle Poste o nei punti convenzionati. Chi ha già pagato la rata unica non deve fare nulla.

Per informazioni: [Ufficio Tributi](https://tributi.borgofiorito.example).`,
  },
  canone: {
    subject: "Canone unico {anno}: occupazione di suolo pubblico",
    payment: { from: 90, to: 740 },
    due: 30,
    body: `Gentile {nome},

ti ricordiamo il canone {anno} per l'occupazione di suolo pubblico della tua attività.

Importo: **{importo} €**, da pagare entro il **{scadenza}**.

Se l'occupazione è finita nel corso dell'anno, comunica la data all'Ufficio Tributi prima di pagare: il canone verrà ricalcolato.`,
  },
  imu: {
    subject: "IMU {anno}: promemoria per il saldo",
    body: `Gentile {nome},

entro il **16 dicembre** si paga il saldo dell'IMU {anno}, con il modello F24.

Sul sito del Comune trovi il [calcolatore](https://tributi.borgofiorito.example/imu), che prepara anche il modello da stampare. Se nel corso dell'anno non sono cambiati né gli immobili né il loro uso, il saldo è uguale all'acconto di giugno.`,
  },
  carta: {
    subject: "La tua carta d'identità sta per scadere",
    due: 60,
    body: `Gentile {nome},

la tua **carta d'identità** scade il {scadenza}. Per rinnovarla serve un appuntamento all'Ufficio Anagrafe: porta il documento che scade, la tessera sanitaria e una fototessera recente.

[Prenota l'appuntamento](https://anagrafe.borgofiorito.example/prenota): i primi posti liberi sono di solito entro due settimane.`,
  },
  residenza: {
    subject: "Cambio di residenza: pratica conclusa",
    body: `Gentile {nome},

il tuo **cambio di residenza** è stato registrato (protocollo {protocollo}). Da oggi puoi scaricare i certificati aggiornati dal portale dell'anagrafe nazionale.

Ricordati di comunicare il nuovo indirizzo a chi ti fornisce acqua, luce e gas e di ritirare la nuova tessera elettorale.`,
  },
  mensa: {
    subject: "Iscrizione al servizio mensa {anno}/{prossimo}",
    due: 25,
    body: `Gentile {nome},

sono aperte le iscrizioni al **servizio mensa** per l'anno scolastico {anno}/{prossimo}.

- Per chi: scuole dell'infanzia, primarie e secondarie di primo grado
- Entro quando: **{scadenza}**
- Come: dal portale dei servizi del Comune, con SPID o CIE

Per le diete speciali serve il certificato del medico, da caricare insieme alla domanda.`,
  },
  protocollo: {
    subject: "Comunicazione avvenuta protocollazione",
    body: `Gentile {nome},

la tua richiesta è stata registrata al protocollo dell'ente con il numero **{protocollo}**.

L'ufficio competente la esaminerà entro 30 giorni. Puoi seguirla nell'area personale del sito, alla voce *Le mie pratiche*.`,
  },
  ticket: {
    subject: "Ticket sanitario: avviso di pagamento",
    payment: { from: 12, to: 70 },
    due: 30,
    body: `Gentile {nome},

per una prestazione già ricevuta risulta ancora da pagare il **ticket** di **{importo} €**.

Puoi pagarlo entro il {scadenza} da questo messaggio. Se hai diritto all'esenzione o hai già pagato, scrivi all'ufficio indicando il numero avviso {avviso}.`,
  },
  appuntamento: {
    subject: "Promemoria del tuo appuntamento",
    due: 12,
    body: `Gentile {nome},

ti ricordiamo l'appuntamento prenotato per il **{scadenza}**. Presentati dieci minuti prima allo sportello, con la tessera sanitaria e l'impegnativa.

Se non puoi venire, disdici almeno due giorni prima dal sito o al numero verde: il posto andrà a un'altra persona.`,
  },
  screening: {
    subject: "Invito allo screening gratuito",
    body: `Gentile {nome},

la tua Azienda sanitaria ti invita a un **esame gratuito di prevenzione**. È semplice, dura pochi minuti e non serve l'impegnativa del medico.

Puoi scegliere giorno e sede dal [portale delle prenotazioni](https://prenota.valdirovo.example) oppure al numero verde, dal lunedì al venerdì dalle 8 alle 18.`,
  },
} as const satisfies Record<string, Text>;

export type TextName = keyof typeof texts;
