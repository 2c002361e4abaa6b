"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { number } from "@/app/italian/format";
import type { ImportReport } from "@/app/italian/import";
import { Icon } from "@/app/ui/sprite-icon";
import { Problems, ReportView } from "./report-view";
import { downloadErrors, uploadWorkbook } from "./upload";

/** Part of the file already sent, 0 to 1; at 1 FlussIO is reading it. */
type Sending = { part: number } | null;

/** Chooses a workbook (a field for files takes dropped ones too), sends it, shows what FlussIO read. The file stays here for "solo le righe valide". `replaceLabel`: what may give way to the rows of the file. */
export function ImportForm({ flowId, replaceLabel }: { flowId: string; replaceLabel: string | null }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [sending, setSending] = useState<Sending>(null);
  const [replace, setReplace] = useState(false);
  const [report, setReport] = useState<ImportReport>();
  const [leftOut, setLeftOut] = useState<Extract<ImportReport, { kind: "rows" }>>();
  const answer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (report) answer.current?.focus();
  }, [report]);

  const send = async (onlyValid: boolean, replacing = replace) => {
    if (!file || sending) return;
    setLeftOut(onlyValid && report?.kind === "rows" ? report : undefined);
    setReplace(replacing);
    setReport(undefined);
    setSending({ part: 0 });
    const answered = await uploadWorkbook(flowId, file, {
      onlyValid,
      replace: replacing,
      onSent: (part) => setSending({ part }),
    });
    setSending(null);
    setReport(answered);
    if (answered.kind !== "imported") return;
    setReplace(false);
    router.refresh();
  };

  const choose = (chosen: File | undefined) => {
    if (!chosen || sending) return;
    setFile(chosen);
    setReport(undefined);
  };

  const again = () => {
    // Without this the same name chosen again would not count as a change.
    if (input.current) input.current.value = "";
    input.current?.click();
  };

  return (
    <>
      <section className="panel file-chooser" aria-label="File da importare">
        <label htmlFor="file" className="file-label">
          <Icon name="it-upload" /> Scegli il file Excel (.xlsx), LibreOffice (.ods) o .csv, o trascinalo qui sotto
        </label>
        <input
          ref={input}
          id="file"
          type="file"
          accept=".xlsx,.ods,.csv"
          onChange={(event) => choose(event.currentTarget.files?.[0])}
        />
        <p role="status">{file ? `${file.name}, ${number(Math.ceil(file.size / 1000))} KB` : ""}</p>
        {replaceLabel && (
          <div className="form-check">
            <input
              id="replace"
              type="checkbox"
              checked={replace}
              onChange={(event) => setReplace(event.currentTarget.checked)}
            />
            <label htmlFor="replace">{replaceLabel} del flusso con quelle del file</label>
          </div>
        )}
        <button
          type="button"
          className="btn btn-sm btn-primary"
          aria-disabled={!file || sending !== null}
          onClick={() => send(false)}
        >
          Importa
        </button>
        <noscript>Per caricare un file serve JavaScript.</noscript>
      </section>
      {sending && <SendingBar part={sending.part} />}
      <div ref={answer} tabIndex={-1} className="form-outcome">
        {report && (
          <ReportView
            flowId={flowId}
            report={report}
            onAgain={again}
            onReplace={() => send(false, true)}
            onErrors={async () => file !== undefined && downloadErrors(flowId, file)}
            onOnlyValid={() => send(true)}
          />
        )}
        {report?.kind === "imported" && leftOut && <Problems report={leftOut} />}
      </div>
    </>
  );
}

function SendingBar({ part }: { part: number }) {
  const percent = Math.round(part * 100);
  return (
    <section className="panel progress-panel" aria-label="Caricamento">
      <div
        className="progress"
        role="progressbar"
        aria-label="Caricamento del file"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div className="progress-bar" style={{ width: `${percent}%` }} />
      </div>
      <p role="status">{part < 1 ? "FlussIO sta ricevendo il file…" : "FlussIO sta controllando tutte le righe…"}</p>
    </section>
  );
}
