import type { ApplicationFields } from "@/lib/applications/form";

export const applicationLabels: Record<keyof ApplicationFields, string> = {
  name: "Nome dell'applicazione",
  serviceIds: "Servizi che può usare",
  maySend: "Può inviare subito",
  addresses: "Indirizzi da cui può chiamare",
  rateLimit: "Richieste al minuto",
};

export const applicationHints = {
  maySend: "Senza la spunta prepara soltanto: invia un operatore, dopo aver controllato.",
  addresses:
    "Uno per riga, per esempio 192.0.2.10 o 192.0.2.0/24. Vuoto: da qualsiasi indirizzo. Vale quando davanti a FlussIO c'è un proxy che scrive X-Forwarded-For.",
  rateLimit: "Per ogni chiave e per ogni processo di FlussIO; oltre, la risposta è 429.",
};

export const applicationSaved = "Modifiche salvate: valgono dalla prossima richiesta dell'applicazione.";
export const applicationDisabled = "Applicazione disabilitata: da ora le sue chiavi sono rifiutate.";
export const applicationEnabled = "Applicazione riabilitata.";
export const keyRevoked = "Chiave revocata: da ora è rifiutata.";

/** The only time that a key is shown. */
export const keyMade = (key: string) =>
  `Copia ora la chiave e dalla a chi gestisce l'applicazione: FlussIO non la mostra più. ${key}`;

export const revokeTitle = "Revocare questa chiave?";
export const revokeBody =
  "L'applicazione che la usa smette di funzionare subito. Per cambiarla senza interruzioni crea prima la nuova, falla mettere nell'applicazione, poi revoca questa.";
