import type { ImportReport } from "@/app/italian/import";

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
  { onlyValid, replace, onSent }: { onlyValid: boolean; replace: boolean; onSent: (part: number) => void },
): Promise<ImportReport> {
  return new Promise((resolve) => {
    // XMLHttpRequest because fetch does not tell how much of a body has been sent.
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({
      ...(onlyValid && { modo: "valide" }),
      ...(replace && { righe: "sostituisci" }),
    });
    request.open("POST", `/flussi/${flowId}/importa/carica?${query}`);
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onSent(event.loaded / event.total);
    request.onload = () => resolve(isReport(request.response) ? request.response : faulty);
    request.onerror = () => resolve(lost);
    request.onabort = () => resolve(lost);
    request.send(file);
  });
}

const isReport = (answer: unknown): answer is ImportReport =>
  typeof answer === "object" && answer !== null && "kind" in answer && "title" in answer;

/** Gets the file back with the column Errore, and lets the browser save it; false when that failed. */
export async function downloadErrors(flowId: string, file: File): Promise<boolean> {
  const answer = await fetch(`/flussi/${flowId}/importa/errori`, { method: "POST", body: file }).catch(() => null);
  if (!answer?.ok) return false;
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = `${file.name.replace(/\.[^.]*$/, "")} con errori.xlsx`;
  link.click();
  // The browser has taken the address by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return true;
}
