import Link from "next/link";
import { stamp } from "@/app/italian/format";
import { uploadStateLabels } from "@/app/italian/import";
import type { listUploads } from "@/lib/uploads/list";

/** File caricati: what was sent for the flow lately, and what became of it. */
export function UploadsList({ flowId, uploads }: { flowId: string; uploads: Awaited<ReturnType<typeof listUploads>> }) {
  if (uploads.length === 0) return null;
  return (
    <section className="panel" aria-label="File caricati">
      <h2 className="h5">File caricati</h2>
      <div className="table-responsive">
        <table className="table table-sm">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Caricato</th>
              <th scope="col">Da</th>
              <th scope="col">Esito</th>
            </tr>
          </thead>
          <tbody>
            {uploads.map(({ id, fileName, createdAt, createdBy, state }) => (
              <tr key={id}>
                <td>
                  <Link href={`/flussi/${flowId}/importa/${id}`}>{fileName}</Link>
                </td>
                <td>{stamp(createdAt)}</td>
                <td>{createdBy}</td>
                <td>{uploadStateLabels[state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">FlussIO conserva i file per 7 giorni.</p>
    </section>
  );
}
