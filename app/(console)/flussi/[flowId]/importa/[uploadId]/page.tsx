import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { stamp } from "@/app/italian/format";
import { wordOutcome } from "@/app/italian/import";
import { requireContext } from "@/app/session";
import { PageTitle } from "@/app/ui/page-title";
import { findUpload } from "@/lib/uploads/find";
import { ReportView } from "../report-view";
import { Elsewhere } from "./elsewhere";
import { readingOf } from "./reading";
import { Reading } from "./reading-view";

export const metadata: Metadata = { title: "File da importare" };

/** One file that was sent for a flow: how far its reading is, then how it ended. It can be left and found again. */
export default async function UploadPage({ params, searchParams }: PageProps<"/flussi/[flowId]/importa/[uploadId]">) {
  const ctx = await requireContext();
  const { uploadId } = await params;
  const upload = await found(uploadId, (id) => findUpload(ctx, id));
  const page = Number((await searchParams).pagina);
  const flow = `/flussi/${upload.flowId}`;
  return (
    <>
      <PageTitle
        title="Importa da File Excel"
        crumbs={[
          { label: "Gestione Flussi", href: "/flussi" },
          { label: "Archivio Flussi", href: "/flussi/archivio" },
          { label: "Flusso", href: flow },
          { label: "Importa da File Excel", href: `${flow}/importa` },
        ]}
      >
        <Link className="btn btn-sm btn-outline-primary" href={flow}>
          Torna al flusso
        </Link>
      </PageTitle>
      <p>
        File <strong>{upload.fileName}</strong>, caricato da {upload.createdBy} ({stamp(upload.createdAt)}).
      </p>
      {upload.outcome ? (
        <ReportView
          flowId={upload.flowId}
          upload={{ id: upload.id, replace: upload.replace }}
          report={wordOutcome(upload.outcome)}
          page={Number.isInteger(page) && page > 0 ? page : 1}
        />
      ) : (
        <Reading address={`${flow}/importa/${upload.id}/stato`} initial={readingOf(upload)} />
      )}
      {upload.outcome?.ok && <Elsewhere ctx={ctx} flowId={upload.flowId} />}
    </>
  );
}
