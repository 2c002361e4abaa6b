import type { ImportReport } from "@/app/italian/import";

/** What the server answers: where the file is being read, or why it was not taken. */
export type Answer = { uploadId: string } | ImportReport;

const lost: ImportReport = {
  kind: "refused",
  title: "Il caricamento si è interrotto",
  text: "La rete è caduta, o il file è stato spostato o salvato di nuovo mentre partiva. Apri il flusso: se le righe non ci sono, sceglilo e caricalo di nuovo.",
};

const faulty: ImportReport = {
  kind: "refused",
  title: "FlussIO non è riuscito a importare il file",
  text: "Apri il flusso: se le righe non ci sono, carica di nuovo il file. Se il problema resta, chiama chi gestisce l'installazione.",
};

/** Sends the file as it is. `onSent` gets the part already sent, 0 to 1. Never throws: what goes wrong is a report too. */
export function uploadWorkbook(
  flowId: string,
  file: File,
  { replace, onSent }: { replace: boolean; onSent: (part: number) => void },
): Promise<Answer> {
  return new Promise((resolve) => {
    // XMLHttpRequest because fetch does not tell how much of a body has been sent.
    const request = new XMLHttpRequest();
    request.open("POST", `/flussi/${flowId}/importa/carica${replace ? "?righe=sostituisci" : ""}`);
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onSent(event.loaded / event.total);
    request.onload = () => resolve(isAnswer(request.response) ? request.response : faulty);
    request.onerror = () => resolve(lost);
    request.onabort = () => resolve(lost);
    request.send(file);
  });
}

const isAnswer = (answer: unknown): answer is Answer =>
  typeof answer === "object" && answer !== null && ("uploadId" in answer || ("kind" in answer && "title" in answer));
