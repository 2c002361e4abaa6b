/** The criteria of a search that no column of its list shows. */
export function Criteria({ criteria }: { criteria: Record<string, string | undefined> }) {
  const active = Object.entries(criteria).filter(([, value]) => value);
  if (active.length === 0) return null;
  return (
    <p className="criteria">
      Criteri di ricerca:{" "}
      {active.map(([label, value]) => (
        <span key={label} className="badge state-badge state-info">
          {label}: {value}
        </span>
      ))}
    </p>
  );
}
