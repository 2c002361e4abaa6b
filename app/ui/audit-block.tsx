import { stamp } from "../italian/format";
import { StaticField, StaticFields } from "./static-field";

/** Who changed the record last, and when. */
export function AuditBlock({ updatedAt, updatedBy }: { updatedAt: Date; updatedBy: string }) {
  return (
    <section className="audit-block" aria-labelledby="audit">
      <h2 id="audit" className="h6">
        Audit
      </h2>
      <StaticFields>
        <StaticField label="Ultima modifica">{stamp(updatedAt)}</StaticField>
        <StaticField label="Effettuata da">{updatedBy}</StaticField>
      </StaticFields>
    </section>
  );
}
