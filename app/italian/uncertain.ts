import { count, plural } from "./format";

/** The page of the uncertain notifications of a flow (words.md 1 and 2, for many). */
export const uncertainTitle = "Esiti incerti";

export const uncertainMeaning: readonly string[] = [
  "Esito incerto vuol dire che FlussIO ha iniziato a inviare il messaggio, ma non ha ricevuto la conferma: per esempio la rete si è interrotta, o il programma si è fermato in quel momento.",
  "Il messaggio può essere già nell'app della persona, oppure no: App IO non offre un modo per controllare. Per non farlo arrivare due volte, FlussIO non lo invia di nuovo da solo.",
  "Prima di decidere, senti la persona o l'ufficio che segue la pratica. Se la notifica è un avviso di pagamento, controlla anche se risulta già pagato.",
];

export const toDecide = (n: number) =>
  n === 0
    ? "Nessuna notifica di questo flusso aspetta una decisione."
    : `${count(n, "notifica aspetta", "notifiche aspettano")} una decisione. ${plural(n, "Aprila", "Aprile una per una")} per decidere se ${plural(n, "inviarla", "inviarle")} di nuovo.`;

export const whatItMeans = "Che cosa vuol dire e che cosa fare";

/** A link from elsewhere to the page. */
export const uncertainToDecide = (n: number) =>
  `${count(n, "esito incerto", "esiti incerti")} da decidere: che cosa vuol dire`;
