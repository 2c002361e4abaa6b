import { count, duration, number, plural } from "./format";

/** Verifica Stato of a flow: what it costs, told before; `seconds` null = nothing limits the rate. */
export type VerifyCost = { open: number; seconds: number | null; organizationName: string };

const notifications = (n: number) => count(n, "notifica", "notifiche");

export const verifyTitle = ({ open }: VerifyCost) => `Verificare lo stato di ${notifications(open)}?`;
export const verifyButton = ({ open }: VerifyCost) => `Verifica ${notifications(open)}`;

export function verifyLines({ open, seconds, organizationName }: VerifyCost): string[] {
  const time = seconds === null ? "" : `, circa ${duration(seconds)}`;
  return [
    `FlussIO chiede ad App IO l'esito ${plural(open, "della notifica che non ne ha", "delle notifiche che non ne hanno")} ancora uno definitivo. Non parte nessun messaggio.`,
    `${plural(open, "Serve", "Servono")} ${count(open, "richiesta", "richieste")}${time}; intanto gli altri invii di ${organizationName} possono rallentare.`,
    "Puoi lasciare la pagina, e interrompere la verifica quando vuoi.",
  ];
}

export const nothingToVerify = "Tutti gli esiti sono già arrivati: non c'è nulla da chiedere ad App IO.";
export const verifying = "Una verifica è già in corso: puoi seguirla, o interromperla, in questa pagina.";

/** After Interrompi la verifica: what it has found out, and what becomes of the rest. */
export function verifyStopped({ unread, count: asked }: { unread: number; count: number }): string {
  const read = asked - unread;
  const updated = `${plural(read, "Aggiornata", "Aggiornate")} ${notifications(read)} su ${number(asked)}.`;
  if (unread === 0) return `Verifica interrotta. ${asked > 0 ? updated : ""}`.trim();
  const rest = plural(unread, "quella che manca", `le ${number(unread)} che mancano`);
  return `Verifica interrotta. ${updated} Per ${rest} FlussIO ricontrolla da solo fino a 7 giorni dall'invio: se vuoi saperlo prima, o dopo, premi Verifica Stato.`;
}
