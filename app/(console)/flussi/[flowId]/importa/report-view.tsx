"use client";

import Link from "next/link";
import { useState } from "react";
import type { ImportReport } from "@/app/italian/import";
import { Alert } from "@/app/ui/alert";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import { Icon } from "@/app/ui/sprite-icon";

type Props = {
  flowId: string;
  report: ImportReport;
  /** Carica il file corretto. */
  onAgain: () => void;
  /** Sostituisci le righe. */
  onReplace: () => void;
  /** Scarica il tuo file con la colonna Errore; false when it could not be made. */
  onErrors: () => Promise<boolean>;
  /** Importa solo le righe valide, confirmed. */
  onOnlyValid: () => void;
};

/** What became of the file, in the words of app/italian/import.ts. */
export function ReportView({ report, ...props }: Props) {
  switch (report.kind) {
    case "imported":
      return <Imported report={report} {...props} />;
    case "refused":
      return (
        <Alert tone="danger" live title={report.title}>
          <p>{report.text}</p>
          <div className="row-of-buttons">
            {report.replace && (
              <button type="button" className="btn btn-sm btn-outline-primary" onClick={props.onReplace}>
                {report.replace.button}
              </button>
            )}
            <Again {...props} label="Scegli un altro file" />
          </div>
        </Alert>
      );
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

function Imported({ flowId, report, onAgain }: Of<"imported">) {
  const { duplicates } = report;
  return (
    <>
      <Alert tone="success" live title={report.title}>
        {report.text && <p>{report.text}</p>}
        <Notes notes={report.notes} />
        <div className="row-of-buttons">
          <Link className="btn btn-sm btn-primary" href={`/flussi/${flowId}`}>
            Vai al flusso
          </Link>
          <button type="button" className="btn btn-sm btn-outline-primary" onClick={onAgain}>
            Importa un altro file
          </button>
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
    </>
  );
}

function Rows({ flowId, report, onAgain, onErrors, onOnlyValid }: Of<"rows">) {
  const { onlyValid } = report;
  return (
    <>
      <Alert tone="danger" live title={report.title}>
        <Lines lines={report.actions} />
        <Notes notes={report.notes} />
        <div className="row-of-buttons">
          <ErrorsButton onErrors={onErrors} />
          <Again flowId={flowId} onAgain={onAgain} />
          {onlyValid && (
            <Dialog
              label="Importa solo le righe valide"
              title={onlyValid.title}
              footer={
                <>
                  <DialogClose look="primary">{onlyValid.back}</DialogClose>
                  <button type="button" className="btn btn-sm btn-outline-primary" onClick={onOnlyValid}>
                    {onlyValid.button}
                  </button>
                </>
              }
            >
              <p>{onlyValid.text}</p>
            </Dialog>
          )}
        </div>
      </Alert>
      <Problems report={report} />
    </>
  );
}

function ErrorsButton({ onErrors }: Pick<Props, "onErrors">) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const get = async () => {
    if (state === "busy") return;
    setState("busy");
    setState((await onErrors()) ? "idle" : "failed");
  };
  return (
    <>
      <button type="button" className="btn btn-sm btn-outline-primary" aria-disabled={state === "busy"} onClick={get}>
        <Icon name="it-download" className="icon-xs" /> Scarica il tuo file con la colonna Errore
      </button>
      <span role="status">
        {state === "busy" && "FlussIO sta preparando il file…"}
        {state === "failed" && "Il file non è stato preparato: scegli di nuovo il file da importare e riprova."}
      </span>
    </>
  );
}

/** The wrong cells; they are still to be corrected after the valid rows alone were imported. */
export function Problems({ report: { problems, more } }: Pick<Of<"rows">, "report">) {
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
          {problems.map((problem) => (
            <tr key={`${problem.cell} ${problem.text}`}>
              <td>{problem.row}</td>
              <td>{problem.cell}</td>
              <td>{problem.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p>{more}</p>}
    </section>
  );
}

function Again({
  flowId,
  onAgain,
  label = "Carica il file corretto",
}: Pick<Props, "flowId" | "onAgain"> & { label?: string }) {
  return (
    <div className="row-of-buttons">
      <button type="button" className="btn btn-sm btn-primary" onClick={onAgain}>
        {label}
      </button>
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
