import Link from "next/link";
import type { ImportReport, WordedProblem } from "@/app/italian/import";
import { ActionButton } from "@/app/ui/action-button";
import { Alert } from "@/app/ui/alert";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import { Icon } from "@/app/ui/sprite-icon";
import { rerun } from "./actions";

type Props = {
  flowId: string;
  upload: { id: string; replace: boolean };
  report: ImportReport;
  /** Of the problems, from 1. */
  page: number;
};

/** What became of the file, in the words of app/italian/import.ts. */
export function ReportView({ report, ...props }: Props) {
  switch (report.kind) {
    case "imported":
      return <Imported report={report} {...props} />;
    case "refused":
      return <Refused report={report} {...props} />;
    case "columns":
      return (
        <Alert tone="danger" live title={report.title}>
          <Lines lines={report.lines} />
          <Notes notes={report.notes} />
          <Again {...props} />
        </Alert>
      );
    case "rows":
      return <Rows report={report} {...props} />;
  }
}

type Of<K extends ImportReport["kind"]> = Omit<Props, "report"> & { report: Extract<ImportReport, { kind: K }> };

function Refused({ flowId, upload, report }: Of<"refused">) {
  return (
    <Alert tone="danger" live title={report.title}>
      <p>{report.text}</p>
      <div className="row-of-buttons">
        {report.replace && (
          <ActionButton
            action={rerun}
            fields={{ flowId, uploadId: upload.id, mode: "all-or-nothing", replace: "true" }}
            label={report.replace.button}
          />
        )}
        <Again flowId={flowId} label="Scegli un altro file" />
      </div>
    </Alert>
  );
}

function Imported({ flowId, upload, report, page }: Of<"imported">) {
  const { duplicates, leftOut } = report;
  return (
    <>
      <Alert tone="success" live title={report.title}>
        {report.text && <p>{report.text}</p>}
        <Notes notes={report.notes} />
        <div className="row-of-buttons">
          <Link className="btn btn-sm btn-primary" href={`/flussi/${flowId}`}>
            Vai al flusso
          </Link>
          {leftOut && <ErrorsLink flowId={flowId} upload={upload} />}
          <Link className="btn btn-sm btn-outline-primary" href={`/flussi/${flowId}/importa`}>
            Importa un altro file
          </Link>
        </div>
      </Alert>
      {duplicates && (
        <Alert tone="warning" title={duplicates.title}>
          <p>{duplicates.text}</p>
          <details>
            <summary>Vedi l'elenco</summary>
            <Lines lines={duplicates.lines} />
            {duplicates.more && <p>{duplicates.more}</p>}
          </details>
        </Alert>
      )}
      {leftOut && <Problems {...leftOut} page={page} />}
    </>
  );
}

function Rows({ flowId, upload, report, page }: Of<"rows">) {
  const { onlyValid } = report;
  return (
    <>
      <Alert tone="danger" live title={report.title}>
        <Lines lines={report.actions} />
        <Notes notes={report.notes} />
        <div className="row-of-buttons">
          <ErrorsLink flowId={flowId} upload={upload} />
          <Again flowId={flowId} />
          {onlyValid && (
            <Dialog
              label="Importa solo le righe valide"
              title={onlyValid.title}
              footer={
                <>
                  <DialogClose look="primary">{onlyValid.back}</DialogClose>
                  <ActionButton
                    action={rerun}
                    fields={{ flowId, uploadId: upload.id, mode: "valid-only", replace: String(upload.replace) }}
                    label={onlyValid.button}
                  />
                </>
              }
            >
              <p>{onlyValid.text}</p>
            </Dialog>
          )}
        </div>
      </Alert>
      <Problems {...report} page={page} />
    </>
  );
}

const ErrorsLink = ({ flowId, upload }: Pick<Props, "flowId" | "upload">) => (
  <a className="btn btn-sm btn-outline-primary" href={`/flussi/${flowId}/importa/${upload.id}/errori`} download>
    <Icon name="it-download" className="icon-xs" /> Scarica il tuo file con la colonna Errore
  </a>
);

/** Problems on one page. */
const listed = 50;

/** The wrong cells; they are still to be corrected after the valid rows alone were imported. */
function Problems({ problems, more, page }: { problems: WordedProblem[]; more: string | null; page: number }) {
  const pages = Math.max(1, Math.ceil(problems.length / listed));
  const shown = Math.min(page, pages);
  return (
    <section className="problems" aria-label="Problemi del file">
      <table className="table table-sm">
        <thead>
          <tr>
            <th scope="col">Riga</th>
            <th scope="col">Cella</th>
            <th scope="col">Problema</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice((shown - 1) * listed, shown * listed).map((problem) => (
            <tr key={`${problem.cell} ${problem.text}`}>
              <td>{problem.row}</td>
              <td>{problem.cell}</td>
              <td>{problem.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <nav className="row-of-buttons" aria-label="Pagine dei problemi">
          {shown > 1 && <Link href={`?pagina=${shown - 1}`}>Precedente</Link>}
          <span>
            Pagina {shown} di {pages}
          </span>
          {shown < pages && <Link href={`?pagina=${shown + 1}`}>Successiva</Link>}
        </nav>
      )}
      {more && <p>{more}</p>}
    </section>
  );
}

function Again({ flowId, label = "Carica il file corretto" }: { flowId: string; label?: string }) {
  return (
    <div className="row-of-buttons">
      <Link className="btn btn-sm btn-primary" href={`/flussi/${flowId}/importa`}>
        {label}
      </Link>
      <a className="btn btn-sm btn-outline-primary" href={`/flussi/${flowId}/template`} download>
        <Icon name="it-download" className="icon-xs" /> Scarica Template
      </a>
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

const Notes = ({ notes }: { notes: readonly string[] }) => notes.map((note) => <p key={note}>{note}</p>);
