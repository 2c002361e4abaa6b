import type { HelpPage } from "./help-page";

export const applicationsHelp: HelpPage = {
  title: "Applicazioni",
  lead: "Gli altri programmi dell'ente (protocollo, tributi, mense) possono preparare e inviare notifiche da soli.",
  steps: [
    <>
      Premi <strong>Nuovo</strong>, dai un nome all'applicazione e spunta i servizi che può usare. Senza{" "}
      <strong>Può inviare subito</strong> prepara soltanto, e invia un operatore.
    </>,
    <>
      Premi <strong>Crea una chiave</strong> e dalla a chi gestisce il programma insieme alla{" "}
      <a href="/sviluppatori">guida per sviluppatori</a>. FlussIO la mostra una volta sola.
    </>,
    <>
      Per cambiare la chiave senza interruzioni crea la seconda, falla mettere nel programma, poi premi{" "}
      <strong>Revoca</strong> sulla prima.
    </>,
  ],
  troubles: [
    [
      "Una chiave è andata persa, o nelle mani sbagliate.",
      "Revocala: da quel momento è rifiutata. Quello che l'applicazione ha già inviato resta com'è.",
    ],
    [
      "Il programma manda due volte la stessa notifica.",
      "Con lo stesso contesto e la stessa chiave ne parte una sola. Se sono due chiavi diverse, per FlussIO sono due invii.",
    ],
  ],
  see: ["servizi", "operatori-e-ruoli"],
};
