import Link from "next/link";
import type { ReactNode } from "react";
import type { SendStep } from "@/app/italian/send-steps";
import { Alert } from "@/app/ui/alert";
import { PageTitle } from "@/app/ui/page-title";
import type { Query } from "@/app/ui/query";
import { flowName } from "../../../flow-name";
import { SendSteps } from "./send-steps";

/** What the pages of Invia Flusso have in common. */
export function SendFrame({
  flow,
  step,
  departure,
  refused,
  children,
}: {
  flow: { id: string; note: string; createdAt: Date };
  step: SendStep;
  /** What the address says of when it leaves. */
  departure: Query;
  /** Why there is nothing to do here (send-refused.ts): it takes the place of the step. */
  refused?: string;
  children: ReactNode;
}) {
  return (
    <>
      <PageTitle
        title={`Invia Flusso · ${flowName(flow)}`}
        crumbs={[
          { label: "Gestione Flussi", href: "/flussi" },
          { label: "Archivio Flussi", href: "/flussi/archivio" },
          { label: "Flusso", href: `/flussi/${flow.id}` },
        ]}
      />
      <SendSteps flowId={flow.id} current={step} departure={departure} />
      {refused ? (
        <Alert tone="warning" title={refused}>
          <Link className="btn btn-sm btn-outline-primary" href={`/flussi/${flow.id}`}>
            Torna al flusso
          </Link>
        </Alert>
      ) : (
        children
      )}
    </>
  );
}
