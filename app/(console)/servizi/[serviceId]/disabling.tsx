import { ActionButton } from "@/app/ui/action-button";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import type { ServiceDetail } from "@/lib/services/find";
import { disable, enable } from "../actions";

/** Dis.: takes the service out of use, or back. */
export function Disabling({ service }: { service: ServiceDetail }) {
  const fields = { serviceId: service.id };
  return (
    <section className="panel" aria-labelledby="uso">
      <h2 id="uso">Uso</h2>
      {service.disabled ? (
        <>
          <p>Il servizio è disabilitato.</p>
          <div className="row-of-buttons">
            <ActionButton action={enable} fields={fields} label="Riabilita" outlived />
          </div>
        </>
      ) : (
        <>
          <p>Il servizio è abilitato.</p>
          <Dialog
            label="Disabilita"
            title={`Disabilitare ${service.name}?`}
            footer={
              <>
                <DialogClose>Lascia abilitato</DialogClose>
                <ActionButton action={disable} fields={fields} label="Disabilita il servizio" look="danger" outlived />
              </>
            }
          >
            <p>
              I flussi In invio di questo servizio si fermano e quelli programmati non partono. Gli archivi restano. Le
              notifiche già partite non si possono ritirare.
            </p>
          </Dialog>
        </>
      )}
    </section>
  );
}
