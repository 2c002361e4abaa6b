import { deliveryMeanings } from "@/app/italian/notification-outcome";
import { flowStateLabels, flowStateMeanings, notificationStateLabels } from "@/app/italian/states";
import { flowStates, type NotificationState, notificationStates } from "@/db/states";
import { codeOf } from "@/lib/notifications/state";
import { Words } from "./words";

export function FlowStates() {
  return <Words heading="Stato" rows={flowStates.map((state) => [flowStateLabels[state], flowStateMeanings[state]])} />;
}

const meanings: Record<NotificationState, string> = {
  registered: "È nel flusso e non è ancora partita.",
  transmitting: "FlussIO la sta inviando in questo momento.",
  sent: "App IO l'ha accettata. Lo Stato Consegna dice se è nell'app.",
  error: "App IO non l'ha accettata, o non si sa se è arrivata. La causa è nella notifica.",
  unreachable: "La persona non può riceverla su IO. Non è un errore.",
};

export function NotificationStates() {
  const rows = notificationStates.map(
    (state) => [`${codeOf(state)} ${notificationStateLabels[state]}`, meanings[state]] as const,
  );
  return <Words heading="Stato" rows={rows} />;
}

export function Deliveries() {
  return (
    <>
      <p>
        Dopo l'invio FlussIO chiede ad App IO che fine ha fatto ogni messaggio, per 7 giorni al massimo. Per saperlo
        subito premi <strong>Verifica Stato</strong>.
      </p>
      <Words heading="Stato Consegna" rows={Object.entries(deliveryMeanings)} />
      <p>App IO non comunica più se ha inviato l'e-mail o la notifica push: Stato Mail e Stato Push lo dicono.</p>
    </>
  );
}
