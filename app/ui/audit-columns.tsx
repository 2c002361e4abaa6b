import { stamp } from "@/app/italian/format";
import { Icon } from "./sprite-icon";
import type { ColumnMeta } from "./table-features";

const disabledFilter: ColumnMeta["filter"] = {
  name: "dis",
  label: "disabilitati",
  options: [
    { value: "false", label: "No" },
    { value: "true", label: "Sì" },
  ],
};

/** Data mod. of every list: when a person or an application last changed the row. Only some lists can be sorted by it. */
export const updatedColumn = {
  id: "updated",
  header: "Data mod.",
  cell: ({ getValue }: { getValue: () => Date }) => stamp(getValue()),
  meta: { className: "one-line" },
};

/** Dis. in a cell: kept in the archive, out of sends and counts. */
export const DisabledMark = ({ disabled }: { disabled: boolean }) =>
  disabled ? <Icon name="it-check" label="Disabilitato" className="icon-sm" /> : null;

export const disabledColumn = {
  header: "Dis.",
  enableSorting: false,
  cell: ({ getValue }: { getValue: () => boolean }) => <DisabledMark disabled={getValue()} />,
  meta: { filter: disabledFilter },
};
