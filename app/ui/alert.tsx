import type { ReactNode } from "react";

export type Tone = "success" | "info" | "warning" | "danger";

/** A message in the page. `live` reads it aloud when it appears. */
export function Alert({
  tone,
  title,
  live,
  children,
}: {
  tone: Tone;
  title?: string;
  live?: boolean;
  children?: ReactNode;
}) {
  const role = live ? (tone === "danger" ? "alert" : "status") : undefined;
  return (
    <div className={`alert alert-${tone}`} role={role}>
      {title && <p className="alert-title">{title}</p>}
      {children}
    </div>
  );
}
