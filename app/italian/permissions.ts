import type { Permission } from "@/db/states";

/** A permission as a verb, after "può" or "puoi". */
export const permissionWords: Record<Permission, string> = {
  compose: "preparare",
  send: "inviare",
  approve: "approvare",
  administer: "amministrare",
};

/** What a permission lets do, beside its box in Ruoli. */
export const permissionExplained: Record<Permission, string> = {
  compose: "Crea e modifica flussi e notifiche, importa file Excel. Da solo non fa arrivare nulla ai cittadini.",
  send: "Fa partire, programma, ferma e riprende gli invii, e decide sugli esiti incerti.",
  approve: "Approva o rifiuta gli invii sopra la soglia dell'ente, se preparati da un'altra persona.",
  administer:
    "Gestisce enti, servizi, operatori e ruoli di tutta l'installazione, qualunque servizio sia abilitato qui sotto.",
};

const list = new Intl.ListFormat("it-IT", { type: "conjunction" });

/** preparare e inviare; the bare sight of a service is "consultare". */
export const verbsOf = (permissions: readonly Permission[]) =>
  permissions.length === 0
    ? "solo consultare"
    : list.format(permissions.map((permission) => permissionWords[permission]));

/** Puoi preparare e inviare per: */
export const youMay = (permissions: readonly Permission[]) => `Puoi ${verbsOf(permissions)} per:`;

export const youAdminister = "Puoi amministrare FlussIO: enti, servizi, operatori e ruoli.";

export const nothingEnabled =
  "Nessun servizio è abilitato per te: non vedi flussi né notifiche. L'abilitazione la dà chi amministra gli operatori.";

export const roleGrantsNothing =
  "Questo ruolo non ha servizi e non permette di amministrare: chi ha solo questo ruolo non vede nulla.";

export const noRoles = "Senza ruoli si può accedere, ma non si vede nessun servizio.";
