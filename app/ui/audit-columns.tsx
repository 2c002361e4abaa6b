import { Icon } from "./sprite-icon";
import type { ColumnMeta } from "./table-features";

/** The column Dis.: kept in the archive, out of sends and counts. */
export const DisabledMark = ({ disabled }: { disabled: boolean }) =>
  disabled ? <Icon name="it-check" label="Disabilitato" className="icon-sm" /> : null;

export const disabledFilter: ColumnMeta["filter"] = {
  name: "dis",
  label: "disabilitati",
  options: [
    { value: "false", label: "No" },
    { value: "true", label: "Sì" },
  ],
};
