import type { ReactNode } from "react";

/** How far something is, 0 to 1, with its sentence. */
export function SendingBar({
  label,
  part,
  text,
  children,
}: {
  label: string;
  part: number;
  text: string;
  children?: ReactNode;
}) {
  const percent = Math.round(part * 100);
  return (
    <section className="panel progress-panel" aria-label={label}>
      <div
        className="progress"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div className="progress-bar" style={{ width: `${percent}%` }} />
      </div>
      <p role="status">{text}</p>
      {children}
    </section>
  );
}
