import type { Metadata } from "next";
import Link from "next/link";
import { stamp } from "@/app/italian/format";
import { roomOf, verbWords } from "@/app/italian/register";
import { requireAdministrator } from "@/app/require-administrator";
import { queryOf } from "@/app/search-params";
import { PageTitle } from "@/app/ui/page-title";
import { withQuery } from "@/app/ui/query";
import { listRegister, registerSearch } from "@/lib/audit/list";

export const metadata: Metadata = { title: "Registro" };

/** Registro: who did what, when, on what; newest first. It holds ids and names of fields, never contents. */
export default async function RegisterPage({ searchParams }: PageProps<"/registro">) {
  const ctx = await requireAdministrator();
  const query = queryOf(await searchParams);
  const search = registerSearch.parse(query);
  const { entries, older, sealedAt } = await listRegister(ctx, search);
  return (
    <>
      <PageTitle title="Registro" crumbs={[]} />
      <p>
        {sealedAt
          ? `Sigillato l'ultima volta alle ${stamp(sealedAt)}: da allora una voce cambiata o tolta si scopre.`
          : "Non ancora sigillato: il primo sigillo arriva entro un minuto."}
      </p>
      <Search search={search} />
      <div className="data-table">
        <section className="table-scroll" aria-labelledby="elenco-registro">
          <table className="table table-sm table-hover">
            <caption id="elenco-registro">Registro</caption>
            <thead>
              <tr>
                <th scope="col">Quando</th>
                <th scope="col">Utente</th>
                <th scope="col">Azione</th>
                <th scope="col">UUID</th>
                <th scope="col">Dettagli</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ id, at, actor, verb, subjectId, detail }) => (
                <tr key={id}>
                  <td className="one-line">{stamp(at)}</td>
                  <td>{actor}</td>
                  <td>{verbWords[verb as keyof typeof verbWords] ?? verb}</td>
                  <td>{subjectId && <Subject room={roomOf(verb)} id={subjectId} />}</td>
                  <td className="code">{detailOf(detail)}</td>
                </tr>
              ))}
              {entries.length === 0 && (
                <tr>
                  <td colSpan={5} className="empty">
                    Nessuna voce con questi parametri.
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </section>
      </div>
      {older && (
        <Link className="btn btn-sm btn-outline-primary" href={withQuery("/registro", query, { prima: String(older) })}>
          Voci precedenti
        </Link>
      )}
    </>
  );
}

/** A plain form: the criteria are no personal data of citizens, and live in the address. */
function Search({ search }: { search: ReturnType<typeof registerSearch.parse> }) {
  const verbs = Object.entries(verbWords).sort(([, one], [, other]) => one.localeCompare(other, "it"));
  return (
    <search>
      <form className="panel register-search" aria-label="Parametri Ricerca">
        <div className="form-group">
          <label className="active" htmlFor="dal">
            Dal
          </label>
          <input id="dal" name="dal" type="date" className="form-control" defaultValue={search.dal} />
        </div>
        <div className="form-group">
          <label className="active" htmlFor="al">
            Al
          </label>
          <input id="al" name="al" type="date" className="form-control" defaultValue={search.al} />
        </div>
        <div className="form-group">
          <label className="active" htmlFor="utente">
            Utente
          </label>
          <input id="utente" name="utente" className="form-control" maxLength={200} defaultValue={search.utente} />
        </div>
        <div className="form-group">
          <label className="active" htmlFor="azione">
            Azione
          </label>
          <select id="azione" name="azione" className="form-select form-control" defaultValue={search.azione ?? ""}>
            <option value="">Tutte</option>
            {verbs.map(([verb, words]) => (
              <option key={verb} value={verb}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <div className="form-group">
          <label className="active" htmlFor="oggetto">
            UUID
          </label>
          <input id="oggetto" name="oggetto" className="form-control" maxLength={36} defaultValue={search.oggetto} />
        </div>
        <div className="row-of-buttons">
          <button type="submit" className="btn btn-sm btn-primary">
            Elenca
          </button>
          <Link className="btn btn-sm btn-outline-primary" href="/registro">
            Reset
          </Link>
        </div>
      </form>
    </search>
  );
}

const Subject = ({ room, id }: { room?: string; id: string }) =>
  room ? (
    <Link className="code" href={`${room}/${id}`}>
      {id.slice(0, 8)}
    </Link>
  ) : (
    <span className="code">{id.slice(0, 8)}</span>
  );

/** Ids and names of fields as they are written; a long list is cut. */
function detailOf(detail: Record<string, unknown>): string {
  const words = Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" · ");
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}
