import { piecesOf, scaleOf, type Tally } from "../chart";
import { number } from "../italian/format";
import { outcomeFill } from "./outcome-pattern";

const HEIGHT = 180;
/** Above the bars, for the topmost mark; below them, for the labels. */
const TOP = 10;
const LABELS = 22;
const FLOOR = HEIGHT - LABELS;

/**
 * Upright stacked bars as wide as their place. One picture to assistive technology: `label` says what it shows, and a
 * table with the numbers goes with it.
 */
export function StackedBars({
  label,
  bars,
}: {
  label: string;
  /** `mark`: written under the bar; not under each, they would not fit. */
  bars: readonly { key: string; title: string; mark?: string; tally: Tally }[];
}) {
  const { top, marks } = scaleOf(Math.max(0, ...bars.map(({ tally }) => tally.total)));
  const height = (share: number) => FLOOR - share * (FLOOR - TOP);
  const slot = 100 / Math.max(1, bars.length);
  return (
    <div className="stacked-bars" role="img" aria-label={label}>
      <svg className="stacked-bars-scale" height={HEIGHT} aria-hidden>
        {marks.map((value) => (
          <text key={value} x="100%" y={height(value / top) + 4} textAnchor="end">
            {number(value)}
          </text>
        ))}
      </svg>
      <svg className="stacked-bars-field" width="100%" height={HEIGHT} aria-hidden>
        {marks.map((value) => (
          <line key={value} x1="0" x2="100%" y1={height(value / top)} y2={height(value / top)} />
        ))}
        {bars.map(({ key, title, mark, tally }, place) => (
          <g key={key}>
            <title>{title}</title>
            {piecesOf(tally, top).map(({ family, from, to }) => (
              <rect
                key={family}
                x={`${(place + 0.12) * slot}%`}
                width={`${0.76 * slot}%`}
                y={height(to)}
                height={height(from) - height(to)}
                {...outcomeFill(family)}
              />
            ))}
            {mark && (
              <text x={`${(place + 0.5) * slot}%`} y={HEIGHT - 5} textAnchor="middle">
                {mark}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

/** One lying bar, as long as its share of the longest. */
export function LyingBar({ label, tally, top }: { label: string; tally: Tally; top: number }) {
  return (
    <svg className="lying-bar" width="100%" height="18" role="img" aria-label={label}>
      {piecesOf(tally, Math.max(1, top)).map(({ family, from, to }) => (
        <rect
          key={family}
          x={`${100 * from}%`}
          width={`${100 * (to - from)}%`}
          y="0.5"
          height="17"
          {...outcomeFill(family)}
        />
      ))}
    </svg>
  );
}
