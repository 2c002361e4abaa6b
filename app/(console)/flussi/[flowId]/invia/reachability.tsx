import Link from "next/link";
import { count } from "@/app/italian/format";
import {
  reachCost,
  reachExpired,
  reachFindings,
  reachRest,
  reachStopped,
  reachTitle,
} from "@/app/italian/reachability";
import { CONFIRM } from "@/app/italian/send-steps";
import { listUrl } from "@/app/search-params";
import { ActionButton } from "@/app/ui/action-button";
import { Alert } from "@/app/ui/alert";
import { AnswerPlace } from "@/app/ui/answer-place";
import { ButtonRow } from "@/app/ui/button-row";
import { LiveHeading } from "@/app/ui/live-heading";
import type { Query } from "@/app/ui/query";
import { Icon } from "@/app/ui/sprite-icon";
import type { FlowReachability } from "@/lib/flows/reachability";
import { reach as askReach, stopReach } from "../../actions";
import { ReachProgress } from "./reach-progress";
import { stepUrl } from "./send-steps";

type Props = {
  flowId: string;
  reach: FlowReachability;
  names: { serviceName: string; organizationName: string };
  /** When it leaves, if that was chosen before. */
  departure: Query;
};

/** Verifica raggiungibilità, which one click skips: its cost, how far it is, what it found (words.md 9 and 10). */
export function Reachability(props: Props) {
  const { state } = props.reach;
  const title =
    state === "running"
      ? "Verifica in corso"
      : state === "done"
        ? reachTitle(props.reach)
        : "Verificare chi può ricevere?";
  return (
    <section className="panel form-narrow" aria-labelledby="chi">
      <AnswerPlace>
        <LiveHeading id="chi">{title}</LiveHeading>
        {state === "running" ? <Running {...props} /> : state === "done" ? <Found {...props} /> : <Cost {...props} />}
        <div className="row-of-buttons step-buttons">
          <Link className="btn btn-sm btn-outline-primary" href={stepUrl(props.flowId, "conferma", props.departure)}>
            {CONFIRM}
          </Link>
        </div>
      </AnswerPlace>
    </section>
  );
}

function Cost({ flowId, reach, names, departure }: Props) {
  const { state, fault, endedAt, hours, persons } = reach;
  return (
    <>
      <Stopped fault={fault} names={names} />
      {state === "expired" && endedAt && (
        <Alert tone="info">
          <p>{reachExpired(endedAt, hours)}</p>
        </Alert>
      )}
      {reachCost(reach, names).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <ButtonRow>
        <ActionButton
          action={askReach}
          fields={{ flowId }}
          label={`Verifica ${count(persons, "persona", "persone")}`}
        />
        <WithoutCheck flowId={flowId} departure={departure} />
      </ButtonRow>
    </>
  );
}

function Running({ flowId, reach, departure }: Props) {
  const { asked, persons, secondsLeft } = reach;
  return (
    <>
      <ReachProgress flowId={flowId} initial={{ state: "running", asked, persons, secondsLeft }} />
      <ButtonRow>
        <ActionButton action={stopReach} fields={{ flowId }} label="Ferma la verifica" outlived />
        <WithoutCheck flowId={flowId} departure={departure} />
      </ButtonRow>
    </>
  );
}

function Found({ flowId, reach, names, departure }: Props) {
  const { fault, leaving, unreachable, persons, asked } = reach;
  const missing = persons - asked;
  return (
    <>
      <Stopped fault={fault} names={names} />
      {reachFindings(reach, names).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <ButtonRow>
        <Link className="btn btn-sm btn-primary" href={stepUrl(flowId, "anteprima", departure)}>
          Continua con {count(leaving, "notifica", "notifiche")}
        </Link>
        {unreachable > 0 && (
          <a
            className="btn btn-sm btn-outline-primary"
            href={listUrl(`/flussi/${flowId}/esporta`, { reachability: "unreachable", disabled: "false" })}
            download
          >
            <Icon name="it-download" className="icon-xs" /> Esporta chi non può ricevere
          </a>
        )}
        {missing > 0 && (
          <ActionButton
            action={askReach}
            fields={{ flowId, onlyMissing: "true" }}
            label={`Verifica ${reachRest(missing)}`}
          />
        )}
        <ActionButton
          action={askReach}
          fields={{ flowId }}
          label={`Verifica di nuovo ${count(persons, "persona", "persone")}`}
        />
        <Link className="btn btn-sm btn-outline-primary" href={`/flussi/${flowId}`}>
          Torna al flusso
        </Link>
      </ButtonRow>
    </>
  );
}

function Stopped({ fault, names }: Pick<Props, "names"> & { fault: FlowReachability["fault"] }) {
  return fault && <Alert tone="warning" title={reachStopped(fault, names.serviceName)} />;
}

const WithoutCheck = ({ flowId, departure }: Pick<Props, "flowId" | "departure">) => (
  <Link className="btn btn-sm btn-primary" href={stepUrl(flowId, "anteprima", departure)}>
    Continua senza verifica
  </Link>
);
