import { noRoles, verbsOf } from "@/app/italian/permissions";
import { roleReach } from "@/app/italian/roles";
import { CheckList } from "@/app/ui/check-list";
import { CheckField, Field } from "@/app/ui/field";
import type { RoleRow } from "@/lib/roles/list";

export const operatorLabels = {
  username: "Nome utente",
  name: "Nome e cognome",
  email: "Posta elettronica",
  roleIds: "Ruoli",
  password: "Password provvisoria",
};

/** What an administrator writes of an operator, new or not. */
export function OperatorFields({
  operator,
  roles,
}: {
  operator?: { name: string; email: string | null; roleIds: readonly string[] };
  roles: readonly RoleRow[];
}) {
  return (
    <>
      <Field name="name" label={operatorLabels.name} maxLength={200} defaultValue={operator?.name} required />
      <Field
        name="email"
        label={operatorLabels.email}
        type="email"
        maxLength={254}
        defaultValue={operator?.email ?? ""}
        hint="Per gli avvisi via posta; senza indirizzo si leggono solo nella console."
      />
      <CheckList legend={operatorLabels.roleIds} hint={noRoles}>
        {roles.map((role) => (
          <CheckField
            key={role.id}
            name={`roleIds.${role.id}`}
            label={role.name}
            defaultChecked={operator?.roleIds.includes(role.id)}
            hint={roleReach(verbsOf(role.permissions), role.services)}
          />
        ))}
      </CheckList>
    </>
  );
}
