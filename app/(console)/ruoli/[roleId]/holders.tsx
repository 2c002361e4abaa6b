import Link from "next/link";
import type { RoleDetail } from "@/lib/roles/find";

/** Who has the role. */
export const Holders = ({ holders }: { holders: RoleDetail["holders"] }) => (
  <section className="panel" aria-labelledby="assegnato">
    <h2 id="assegnato">Assegnato a</h2>
    {holders.length === 0 ? (
      <p>Nessuno: si assegna dalla pagina dell'operatore.</p>
    ) : (
      <ul>
        {holders.map(({ id, name, username, disabled }) => (
          <li key={id}>
            <Link href={`/operatori/${id}`}>{name}</Link> ({username}){disabled && ", operatore disabilitato"}
          </li>
        ))}
      </ul>
    )}
  </section>
);
