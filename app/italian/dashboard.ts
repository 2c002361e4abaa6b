import type { StopReason } from "@/db/states";
import type { PlatformFaults } from "@/lib/flows/faults";
import type { Family } from "@/lib/notifications/state";
import { familyCount } from "./family-count";
import { atHour, count, onDay, plural } from "./format";
import { stopCauses } from "./stop-causes";

/** The sentence that stands for a chart: how many notifications came to what. */
export function outcomeTotals(total: number, families: readonly (readonly [Family, number])[]): string {
  if (total === 0) return "Nessuna notifica degli ultimi 30 giorni ha ancora un esito.";
  const parts = families.filter(([, n]) => n > 0).map(([family, n]) => familyCount(family, n));
  return `${count(total, "notifica", "notifiche")} degli ultimi 30 giorni: ${parts.join(", ")}.`;
}

/** What a family means to whoever reads a chart. */
export const familyMeanings: Record<Family, string> = {
  available: "Il messaggio è nell'app della persona.",
  pending: "App IO ha accettato il messaggio e non ha ancora dato l'esito.",
  unreachable: "La persona non può ricevere su IO: non c'è nulla da correggere.",
  "to-retry": "Il messaggio non è arrivato e non c'è nulla da correggere: si può ritentare.",
  "to-correct": "App IO ha rifiutato i dati: vanno corretti.",
  uncertain: "Il messaggio potrebbe essere già arrivato: decide una persona.",
};

type Stop = PlatformFaults["stops"][number];

/** How many flows of a service a cause has stopped, and when the last. */
export const stopLine = ({ reason, serviceName, count: n, last }: Omit<Stop, "serviceId">) =>
  `${count(n, "invio fermato", "invii fermati")}: ${causeOf(reason, serviceName)}. ${plural(n, "È successo", "L'ultima volta")} ${onDay(last)} ${atHour(last)}.`;

const causeOf = (reason: StopReason, serviceName: string) => stopCauses[reason](serviceName);

const entes = new Intl.ListFormat("it", { type: "conjunction" });

/** The last pause that App IO asked for; sends go on by themselves after it. */
export const pauseLine = ({
  organizationNames,
  until,
}: Pick<PlatformFaults["pauses"][number], "organizationNames" | "until">) =>
  `App IO ha chiesto di rallentare a ${entes.format(organizationNames)}: l'ultima volta ${onDay(until)} ${atHour(until)}. Gli invii riprendono da soli.`;

export const noFaults = "Nessun guasto: nessun invio si è fermato e App IO non ha chiesto di rallentare.";
