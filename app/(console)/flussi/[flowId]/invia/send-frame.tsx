import type { ReactNode } from "react";
import { PageTitle } from "@/app/ui/page-title";
import type { Query } from "@/app/ui/query";
import { SendSteps } from "./send-steps";

/** What the pages of Invia Flusso have in common. */
export function SendFrame({
  flowId,
  step,
  departure,
  children,
}: {
  flowId: string;
  step: 1 | 2;
  /** What the address says of when it leaves. */
  departure: Query;
  children: ReactNode;
}) {
  return (
    <>
      <PageTitle
        title="Invia Flusso"
        crumbs={[
          { label: "Gestione Flussi", href: "/flussi" },
          { label: "Archivio Flussi", href: "/flussi/archivio" },
          { label: "Flusso", href: `/flussi/${flowId}` },
        ]}
      />
      <SendSteps flowId={flowId} current={step} departure={departure} />
      {children}
    </>
  );
}
