import Link from "next/link";
import { Form, Submit } from "@/app/ui/form";
import type { OperatorDetail } from "@/lib/operators/find";
import { setPassword } from "../actions";
import { operatorLabels } from "../operator-fields";
import { TemporaryPassword } from "../temporary-password";

/** A password set for somebody who forgot his own; one's own is changed in the profile, where the present one is asked. */
export function PasswordPanel({ operator, own }: { operator: OperatorDetail; own: boolean }) {
  return (
    <section className="panel" aria-labelledby="nuova-password">
      <h2 id="nuova-password">Nuova password</h2>
      {own ? (
        <p>
          La tua password si cambia da <Link href="/profilo">Il mio profilo</Link>.
        </p>
      ) : (
        <Form action={setPassword} labels={operatorLabels}>
          <input type="hidden" name="operatorId" value={operator.id} />
          <input type="hidden" name="version" value={operator.version} />
          <TemporaryPassword />
          <Submit look="outline-primary">Imposta la password</Submit>
        </Form>
      )}
    </section>
  );
}
