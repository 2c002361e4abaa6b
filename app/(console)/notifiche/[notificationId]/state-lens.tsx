import { whyNotNotification } from "@/app/italian/refused-notification-event";
import { notificationStateLabels } from "@/app/italian/states";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import { Icon } from "@/app/ui/sprite-icon";
import { notificationStates } from "@/db/states";
import type { Actor } from "@/lib/context";
import type { NotificationDetail } from "@/lib/notifications/find";
import { codeOf, transition } from "@/lib/notifications/state";
import { reregister } from "../actions";
import { Decision } from "./decision";
import { SavedOnlyButton } from "./saved-only-button";

/** The lens beside Stato: the manual's Risultato Ricerca, or the decision on a notification of uncertain outcome. */
export function StateLens({ actor, notification }: { actor: Actor; notification: NotificationDetail }) {
  const { id, version, state, reason } = notification;
  const refused = whyNotNotification(actor, notification, "reregister");
  const lens = <Icon name="it-search" label="Cambia lo Stato" className="icon-sm" />;
  if (reason === "uncertain" && !refused) {
    return (
      <Dialog key={version} label={lens} title="Inviare di nuovo questa notifica?" footer={null}>
        <Decision id={id} version={version} />
      </Dialog>
    );
  }
  const choosable = transition(state, "reregister");
  return (
    <Dialog key={version} label={lens} title="Risultato Ricerca" footer={<DialogClose>Chiudi</DialogClose>}>
      <p>{refused ?? "Puoi scegliere solo 0 Registrato: gli altri stati li assegna FlussIO."}</p>
      <ul className="state-choice" aria-label="Stato">
        {notificationStates.map((choice) => {
          const label = `${codeOf(choice)} ${notificationStateLabels[choice]}`;
          return (
            <li key={choice} aria-current={choice === state ? "true" : undefined}>
              {choice === choosable && !refused ? (
                <SavedOnlyButton action={reregister} fields={{ id, version }} label={label} />
              ) : (
                label
              )}
              {choice === state && <small className="quiet"> (stato attuale)</small>}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
