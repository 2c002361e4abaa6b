import { type Family, families } from "@/lib/notifications/state";

/** What fills a family in a chart: a colour and a drawing, so that neither is needed to tell them apart. */
const looks: Record<Family, { ground: string; ink: string; drawing?: string }> = {
  available: { ground: "#00593b", ink: "#00593b" },
  pending: { ground: "#cfe3fa", ink: "#004d99", drawing: "M2 2h2v2h-2z M6 6h2v2h-2z" },
  unreachable: { ground: "#e3e7eb", ink: "#3b4a59", drawing: "M0 8 8 0 M-2 2 2 -2 M6 10 10 6" },
  "to-retry": { ground: "#ffe3b0", ink: "#7a4900", drawing: "M2 0V8 M6 0V8" },
  "to-correct": { ground: "#fbd0d7", ink: "#a3142f", drawing: "M0 2H8 M0 6H8" },
  uncertain: { ground: "#e9dcf7", ink: "#5b2a86", drawing: "M0 0 8 8 M0 8 8 0" },
};

/** The patterns, once a page; hidden, and there for every chart. */
export function OutcomePatterns() {
  return (
    <svg className="chart-patterns" width="0" height="0" aria-hidden>
      <defs>
        {families.map((family) => {
          const { ground, ink, drawing } = looks[family];
          return (
            <pattern key={family} id={patternOf(family)} width="8" height="8" patternUnits="userSpaceOnUse">
              <rect width="8" height="8" fill={ground} />
              {drawing && (
                <path d={drawing} stroke={ink} strokeWidth="1.4" fill={family === "pending" ? ink : "none"} />
              )}
            </pattern>
          );
        })}
      </defs>
    </svg>
  );
}

const patternOf = (family: Family) => `esito-${family}`;

/** The fill and edge of a piece. */
export const outcomeFill = (family: Family) => ({ fill: `url(#${patternOf(family)})`, stroke: looks[family].ink });

/** The sample of a legend. */
export const Swatch = ({ family }: { family: Family }) => (
  <svg className="swatch" width="18" height="18" aria-hidden>
    <rect x="0.5" y="0.5" width="17" height="17" {...outcomeFill(family)} />
  </svg>
);
