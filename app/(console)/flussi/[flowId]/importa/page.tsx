import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { clearQuestion, correctingText, correctingTitle, replaceLabel } from "@/app/italian/import";
import { whyNot } from "@/app/italian/refused-event";
import { requireContext } from "@/app/session";
import { ActionButton } from "@/app/ui/action-button";
import { Alert } from "@/app/ui/alert";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import { PageTitle } from "@/app/ui/page-title";
import { Icon } from "@/app/ui/sprite-icon";
import { findFlow } from "@/lib/flows/find";
import { can } from "@/lib/flows/state";
import { listUploads } from "@/lib/uploads/list";
import { ScheduleAtRisk } from "../../schedule-at-risk";
import { clear } from "./actions";
import { ImportForm } from "./import-form";
import { UploadsList } from "./uploads-list";

export const metadata: Metadata = { title: "Importa da File Excel" };

export default async function ImportPage({ params }: PageProps<"/flussi/[flowId]/importa">) {
  const ctx = await requireContext();
  const flow = await found((await params).flowId, (id) => findFlow(ctx, id));
  const refused = whyNot(ctx.actor, flow, { permission: "compose", events: ["import", "correct"] });
  const replaceable = can(flow.state, "replace") ? flow.counts.total + flow.counts.disabled : 0;
  const uploads = await listUploads(ctx, flow.id);
  const back = `/flussi/${flow.id}`;
  return (
    <>
      <PageTitle
        title="Importa da File Excel"
        crumbs={[
          { label: "Gestione Flussi", href: "/flussi" },
          { label: "Archivio Flussi", href: "/flussi/archivio" },
          { label: "Flusso", href: back },
        ]}
      >
        <div className="row-of-buttons">
          <a className="btn btn-sm btn-outline-primary" href={`${back}/template`} download>
            <Icon name="it-download" className="icon-xs" /> Scarica Template
          </a>
          <Link className="btn btn-sm btn-outline-primary" href="/guida">
            Guida Rapida
          </Link>
          <Link className="btn btn-sm btn-outline-primary" href={back}>
            Torna al flusso
          </Link>
        </div>
      </PageTitle>
      <p>
        Flusso per il servizio <strong>{flow.service.name}</strong>
        {flow.note && <>, {flow.note}</>}. FlussIO controlla tutto il file prima di importare: se c'è un errore ti dice
        riga e cella, e non importa nulla.
      </p>
      {!refused && can(flow.state, "correct") && (
        <Alert tone="info" title={correctingTitle}>
          <p>{correctingText}</p>
        </Alert>
      )}
      <ScheduleAtRisk edited="import" scheduledAt={flow.scheduledAt} now={ctx.now} refused={refused} />
      {refused ? (
        <Alert tone="warning" title={refused} />
      ) : (
        <ImportForm flowId={flow.id} replaceLabel={replaceable > 0 ? replaceLabel(replaceable) : null} />
      )}
      {!refused && replaceable > 0 && (
        <Dialog
          label="Togli le righe"
          look="outline-danger"
          title={clearQuestion(replaceable).title}
          footer={
            <>
              <DialogClose look="primary">Torna all'importazione</DialogClose>
              <ActionButton
                action={clear}
                fields={{ flowId: flow.id, version: flow.version }}
                label={clearQuestion(replaceable).button}
                look="outline-danger"
              />
            </>
          }
        >
          <p>{clearQuestion(replaceable).text}</p>
        </Dialog>
      )}
      <UploadsList flowId={flow.id} uploads={uploads} />
    </>
  );
}
