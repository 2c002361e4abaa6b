import Link from "next/link";
import { approvalNeeded, approvalTitle, approversLine } from "@/app/italian/approval";
import { Alert } from "@/app/ui/alert";
import type { FlowApproval } from "@/lib/flows/approval";
import { approvalId } from "../../approval-id";

/** Above the confirmation: that a second person is needed, and who that may be. */
export function ApprovalNeeded({ approval, serviceName }: { approval: FlowApproval; serviceName: string }) {
  const { approvers, threshold } = approval;
  return (
    <Alert tone={approvers.length > 0 ? "info" : "warning"}>
      <p>
        {approvalNeeded(threshold ?? 0)} {approversLine(approvers, serviceName)}
      </p>
    </Alert>
  );
}

/** In place of the confirmation: the answer is awaited on the flow. */
export function ApprovalAwaited({ flowId }: { flowId: string }) {
  return (
    <Alert tone="info" title={approvalTitle}>
      <p>L'approvazione di questo invio è già stata chiesta. Per cambiarlo, ritira prima la richiesta.</p>
      <Link className="btn btn-sm btn-outline-primary" href={`/flussi/${flowId}#${approvalId}`}>
        Torna al flusso
      </Link>
    </Alert>
  );
}
