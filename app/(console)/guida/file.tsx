import { number } from "@/app/italian/format";
import { columns } from "@/lib/excel/columns";
import { fileLimits } from "@/lib/excel/unreadable";
import { type Field, limits } from "@/lib/notifications/content";
import { Words } from "./words";

const contents: Record<Field, string> = {
  fiscalCode:
    "Della persona, 16 caratteri. FlussIO controlla anche l'ultimo carattere. I codici di 11 cifre sono di enti e società: App IO non scrive a loro.",
  subject: "Il titolo che la persona vede nell'elenco dei messaggi.",
  body: "Il testo del messaggio.",
  dueDate: "Una data come 31/12/2027. Vale fino alla fine del giorno.",
  amount:
    "In euro, come 1.234,56. Senza importo e numero avviso il messaggio non ha un pagamento; uno senza l'altro è un errore.",
  noticeNumber: "18 cifre, in una cella in formato Testo: nelle celle numeriche Excel conserva solo 15 cifre.",
  payableAfterDue: "Sì o no. Vuota vale sì. Conta solo quando c'è una scadenza.",
};

export function Columns() {
  const rows = columns.flatMap(({ id, heading, required }) =>
    id === "id" ? [] : [[required ? `${heading}*` : heading, contents[id]] as const],
  );
  return (
    <>
      <p>
        L'ordine non conta, e nemmeno maiuscole, accenti e spazi nei titoli. Le colonne con l'asterisco sono
        obbligatorie. Vanno bene i file .xlsx di Excel, .ods di LibreOffice e .csv con virgole, punti e virgola o
        tabulazioni. Le colonne che FlussIO non conosce vengono elencate e ignorate; i fogli nascosti non si leggono.
      </p>
      <Words heading="Colonna" rows={rows} />
      <p>
        Ogni file può avere fino a {number(fileLimits.rows)} righe e {number(fileLimits.bytes / 1_000_000)} MB. Per un
        invio più grande dividi il file: un flusso accetta più file.
      </p>
    </>
  );
}

export function Lengths() {
  const { subject, body } = limits;
  return (
    <>
      <ul>
        <li>
          <strong>Oggetto</strong>: da {number(subject.minimum)} a {number(subject.maximum)} caratteri. Non scrivere
          dati personali: si può leggere anche a telefono bloccato.
        </li>
        <li>
          <strong>Contenuto</strong>: da {number(body.minimum)} a {number(body.maximum)} caratteri, compresi i segni di
          formattazione.
        </li>
      </ul>
      <p>
        Il contenuto deve avere almeno {number(body.minimum)} caratteri: è il minimo che chiede PagoPA (alcuni manuali
        indicano 120).
      </p>
      <p>Un'emoji può contare per due o più caratteri: il contatore accanto al campo conta come App IO.</p>
      <p>
        Nel contenuto puoi usare <code>**grassetto**</code>, <code>*corsivo*</code>, elenchi con <code>-</code>, titoli
        da <code>#</code> a <code>###</code> e collegamenti <code>[testo](https://…)</code>. Non usare tabelle e testo
        barrato: l'app non li mostra.
      </p>
    </>
  );
}
