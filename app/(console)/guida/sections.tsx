import type { ComponentType } from "react";
import { Columns, Lengths } from "./file";
import { Correct, Uncertain, Unreachable } from "./outcomes";
import { Deliveries, FlowStates, NotificationStates } from "./states";
import { Single, Steps } from "./steps";

/** The chapters of the guide, in reading order; the id is also the anchor that other screens link to. */
export const sections: readonly { id: string; title: string; Content: ComponentType }[] = [
  { id: "passi", title: "Un invio in sei passi", Content: Steps },
  { id: "colonne", title: "Le colonne del file", Content: Columns },
  { id: "lunghezze", title: "Quanto possono essere lunghi i testi", Content: Lengths },
  { id: "stati-flusso", title: "Gli stati del flusso", Content: FlowStates },
  { id: "stati-notifica", title: "Gli stati della notifica", Content: NotificationStates },
  { id: "consegna", title: "Lo Stato Consegna", Content: Deliveries },
  { id: "non-raggiungibili", title: "Chi non può ricevere", Content: Unreachable },
  { id: "correggere", title: "Correggere e inviare di nuovo", Content: Correct },
  { id: "esito-incerto", title: "Esito incerto", Content: Uncertain },
  { id: "puntuale", title: "Una notifica sola", Content: Single },
];
