"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { number } from "@/app/italian/format";
import type { ImportReport } from "@/app/italian/import";
import { Alert } from "@/app/ui/alert";
import { Icon } from "@/app/ui/sprite-icon";
import { SendingBar } from "./sending-bar";
import { uploadWorkbook } from "./upload";

/**
 * Chooses a workbook (a field for files takes dropped ones too), sends it, and goes where it is being read.
 * `replaceLabel`: what may give way to the rows of the file.
 */
export function ImportForm({ flowId, replaceLabel }: { flowId: string; replaceLabel: string | null }) {
  const router = useRouter();
  const [file, setFile] = useState<File>();
  /** Part of the file already sent, 0 to 1. */
  const [sent, setSent] = useState<number>();
  const [replace, setReplace] = useState(false);
  const [report, setReport] = useState<ImportReport>();
  const answer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (report) answer.current?.focus();
  }, [report]);

  const send = async () => {
    if (!file || sent !== undefined) return;
    setReport(undefined);
    setSent(0);
    const answered = await uploadWorkbook(flowId, file, { replace, onSent: setSent });
    if ("uploadId" in answered) return router.push(`/flussi/${flowId}/importa/${answered.uploadId}`);
    setSent(undefined);
    setReport(answered);
  };

  const choose = (chosen: File | undefined) => {
    if (!chosen || sent !== undefined) return;
    setFile(chosen);
    setReport(undefined);
  };

  return (
    <>
      <section className="panel file-chooser" aria-label="File da importare">
        <label htmlFor="file" className="file-label">
          <Icon name="it-upload" /> Scegli il file Excel (.xlsx), LibreOffice (.ods) o .csv, o trascinalo qui sotto
        </label>
        <input
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
          aria-disabled={!file || sent !== undefined}
          onClick={send}
        >
          Importa
        </button>
        <noscript>Per caricare un file serve JavaScript.</noscript>
      </section>
      {sent !== undefined && (
        <SendingBar label="Caricamento del file" part={sent} text="FlussIO sta ricevendo il file…" />
      )}
      <div ref={answer} tabIndex={-1} className="form-outcome">
        {report?.kind === "refused" && (
          <Alert tone="danger" live title={report.title}>
            <p>{report.text}</p>
          </Alert>
        )}
      </div>
    </>
  );
}
