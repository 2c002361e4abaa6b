import { deleteRoleBody, deleteRoleTitle, roleHeld } from "@/app/italian/roles";
import { ActionButton } from "@/app/ui/action-button";
import { Dialog, DialogClose } from "@/app/ui/dialog";
import { RefusedButton } from "@/app/ui/refused-button";
import type { RoleDetail } from "@/lib/roles/find";
import { remove } from "../actions";

/** Elimina, for a role that nobody has. */
export function DeleteRole({ role }: { role: RoleDetail }) {
  if (role.holders.length > 0) return <RefusedButton label="Elimina" reason={roleHeld(role.holders.length)} />;
  return (
    <Dialog
      label="Elimina"
      title={deleteRoleTitle(role.name)}
      footer={
        <>
          <DialogClose>Torna al ruolo</DialogClose>
          <ActionButton
            action={remove}
            fields={{ roleId: role.id, version: role.version }}
            label="Elimina il ruolo"
            look="danger"
          />
        </>
      }
    >
      <p>{deleteRoleBody}</p>
    </Dialog>
  );
}
