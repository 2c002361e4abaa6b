import Link from "next/link";
import { type SendFacts, sendButton, sendLines, sendTitle, sendWarnings } from "@/app/italian/send-confirm";
import { anyHourHint, anyHourLabel } from "@/app/italian/sending-hours";
import { Alert } from "@/app/ui/alert";
import { CheckField } from "@/app/ui/field";
import { Form, Submit } from "@/app/ui/form";
import { type Query, withQuery } from "@/app/ui/query";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import type { FlowApproval } from "@/lib/flows/approval";
import type { FlowDetail } from "@/lib/flows/find";
import type { HoursAhead } from "@/lib/flows/hours";
import type { SendSummary } from "@/lib/flows/send-summary";
import { schedule, send } from "../../../actions";
import { askApproval } from "../../approval-actions";
import { OutsideTest } from "../outside-test";
import { ApprovalNeeded } from "./ask-approval";

const labels = { checked: "Conferma del controllo", anyHour: anyHourLabel };

/** The confirmation of a send (words.md 11). It carries the version and the count it was made from: if they change, nothing leaves. */
export function Confirmation({
  flow,
  summary,
  at,
  now,
  departure,
  approval,
  opening,
}: {
  flow: FlowDetail;
  summary: SendSummary;
  at: Date | null;
  now: Date;
  departure: Query;
  /** Where a second person is to be asked first. */
  approval: FlowApproval | null;
  opening: HoursAhead;
}) {
  const { name: serviceName, organizationName } = flow.service;
  const facts: SendFacts = {
    ...summary,
    ...{ serviceName, organizationName, at, now, scheduledAt: flow.scheduledAt, opensAt: opening.opensAt },
  };
  return (
    <section className="panel form-narrow" aria-labelledby="domanda">
      <h2 id="domanda">{sendTitle(facts)}</h2>
      <StaticFields>
        {sendLines(facts).map(([label, value]) => (
          <StaticField key={label} label={label}>
            {value}
          </StaticField>
        ))}
      </StaticFields>
      <Alert tone="warning">
        {sendWarnings(facts).map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </Alert>
      <OutsideTest count={summary.outsideTest} serviceName={serviceName} />
      {approval && <ApprovalNeeded approval={approval} serviceName={serviceName} />}
      {approval?.approvers.length !== 0 && (
        <Form action={approval ? askApproval : at ? schedule : send} labels={labels}>
          <input type="hidden" name="flowId" value={flow.id} />
          <input type="hidden" name="version" value={summary.version} />
          <input type="hidden" name="count" value={summary.count} />
          {at && <input type="hidden" name="at" value={at.toISOString()} />}
          {opening.outside && (
            <CheckField name="anyHour" label={anyHourLabel} hint={anyHourHint(opening.opensAt !== null)} />
          )}
          <CheckField name="checked" label="Ho controllato testo, destinatari, importi e scadenze." forget />
          <div className="row-of-buttons">
            <Submit>{approval ? "Chiedi l'approvazione" : sendButton(facts)}</Submit>
            <Link className="btn btn-sm btn-outline-primary" href={withQuery(`/flussi/${flow.id}/invia`, departure)}>
              Torna al controllo
            </Link>
          </div>
        </Form>
      )}
    </section>
  );
}
