import type { ReactNode } from "react";

/** Values that are shown, not edited. */
export function StaticFields({ children }: { children: ReactNode }) {
  return <dl className="static-fields">{children}</dl>;
}

export function StaticField({
  label,
  wide,
  double,
  children,
}: {
  label: string;
  /** The whole row, or twice the usual width. */
  wide?: boolean;
  double?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={wide ? "wide" : double ? "double" : undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
