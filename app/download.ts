import "server-only";
import { Readable } from "node:stream";
import { day } from "./italian/format";

/** An .xlsx answer that the browser saves under `name`, with today's date. */
export function download(name: string, content: Readable | Uint8Array<ArrayBuffer>, now: Date): Response {
  const file = `${name}-${day(now).split("/").reverse().join("-")}.xlsx`;
  // Safe because the two declarations of ReadableStream, Node's and the browser's, are of the same object.
  const body = content instanceof Readable ? (Readable.toWeb(content) as ReadableStream) : content;
  return new Response(body, {
    headers: {
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "no-store",
    },
  });
}
