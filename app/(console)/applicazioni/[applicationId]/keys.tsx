import { revokeBody, revokeTitle } from "@/app/italian/applications";
import { stamp } from "@/app/italian/format";
import { ActionButton } from "@/app/ui/action-button";
import { AnswerPlace } from "@/app/ui/answer-place";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import type { ApplicationDetail } from "@/lib/applications/find";
import { makeKey, revoke } from "../actions";

/** The keys that hold: at most two, so that one follows the other without a gap. */
export const Keys = ({ applicationId, keys }: { applicationId: string; keys: ApplicationDetail["keys"] }) => (
  <section className="panel" aria-labelledby="chiavi">
    <h2 id="chiavi">Chiavi</h2>
    {keys.length === 0 && <p>Nessuna chiave: creane una per far lavorare l'applicazione.</p>}
    <AnswerPlace>
      <ul>
        {keys.map(({ id, createdAt, createdBy }) => (
          <li key={id}>
            <span className="code">flussio_{id.replaceAll("-", "").slice(0, 8)}…</span> creata da {createdBy},{" "}
            {stamp(createdAt)}
            <Dialog
              label="Revoca"
              look="outline-danger"
              title={revokeTitle}
              footer={
                <>
                  <DialogClose look="primary">Torna all'applicazione</DialogClose>
                  <ActionButton
                    action={revoke}
                    fields={{ keyId: id }}
                    label="Revoca la chiave"
                    look="danger"
                    outlived
                  />
                </>
              }
            >
              <p>{revokeBody}</p>
            </Dialog>
          </li>
        ))}
      </ul>
    </AnswerPlace>
    <ActionButton action={makeKey} fields={{ applicationId }} label="Crea una chiave" />
  </section>
);
