import "server-only";
import { Readable } from "node:stream";
import { day } from "./italian/format";

const refusals = { 401: "Accedi di nuovo a FlussIO.", 404: "Non c'è, o non è tra i tuoi servizi." } as const;

/** Instead of a download, for whoever is not signed in or may not see it. */
export const noDownload = (status: keyof typeof refusals) =>
  new Response(refusals[status], { status, headers: { "content-type": "text/plain; charset=utf-8" } });

/** An .xlsx answer that the browser saves under `name`, with today's date. */
export function download(name: string, content: Readable | Uint8Array<ArrayBuffer>, now: Date): Response {
  // A header takes plain letters only: other ones go in the second form.
  const file = `${name}-${day(now).split("/").reverse().join("-")}.xlsx`;
  // Safe because the two declarations of ReadableStream, Node's and the browser's, are of the same object.
  const body = content instanceof Readable ? (Readable.toWeb(content) as ReadableStream) : content;
  return new Response(body, {
    headers: {
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": `attachment; filename="${file.replace(/[^\w .()-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(file)}`,
      "cache-control": "no-store",
    },
  });
}
