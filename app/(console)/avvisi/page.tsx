import type { Metadata } from "next";
import Link from "next/link";
import { atHour, onDay } from "@/app/italian/format";
import { noticeHints, noticeTitles } from "@/app/italian/notices";
import { requireContext } from "@/app/session";
import { PageTitle } from "@/app/ui/page-title";
import { listNotices } from "@/lib/notices/list";
import { flowName } from "../flow-name";
import { Fresh, Seen } from "./seen";

export const metadata: Metadata = { title: "Avvisi" };

/** Avvisi: what happened to the flows of the services enabled, the latest first. */
export default async function NoticesPage() {
  const ctx = await requireContext();
  const notices = await listNotices(ctx);
  const [latest] = notices;
  return (
    <>
      <PageTitle title="Avvisi" crumbs={[]} />
      <section className="panel notice-list" aria-label="Avvisi">
        {latest ? (
          <ul className="plain-list">
            {notices.map(({ id, kind, at, flowId, serviceName, fresh, ...flow }) => (
              <li key={id}>
                <p>
                  <strong>{noticeTitles[kind]}</strong> <Fresh fresh={fresh} />
                </p>
                <p>
                  <Link href={`/flussi/${flowId}`}>{flowName({ ...flow })}</Link>{" "}
                  <span className="quiet">
                    {serviceName} · {onDay(at)} {atHour(at)}
                  </span>
                </p>
                <p className="quiet">{noticeHints[kind]}</p>
              </li>
            ))}
          </ul>
        ) : (
          <p>Nessun avviso. Qui compaiono gli invii finiti, quelli fermati e le approvazioni.</p>
        )}
      </section>
      {latest && <Seen upTo={latest.id} />}
    </>
  );
}
