import sprites from "bootstrap-italia/dist/svg/sprites.svg";

// An asset of a package is imported as its URL; next declares svg files as any.
const url: string = sprites;

type Props = { name: `it-${string}`; label?: string; className?: string };

/** An icon of the design system; with a label it is read aloud, without it is decoration. */
export function Icon({ name, label, className = "" }: Props) {
  const drawing = <use href={`${url}#${name}`} />;
  if (label) {
    return (
      <svg className={`icon ${className}`} role="img" aria-label={label}>
        {drawing}
      </svg>
    );
  }
  return (
    <svg className={`icon ${className}`} aria-hidden="true">
      {drawing}
    </svg>
  );
}
