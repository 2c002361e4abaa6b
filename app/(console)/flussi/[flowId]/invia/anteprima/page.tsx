import type { Metadata } from "next";
import Link from "next/link";
import { found } from "@/app/found";
import { number } from "@/app/italian/format";
import { previewTitle } from "@/app/italian/send-steps";
import { queryOf } from "@/app/search-params";
import { requireContext } from "@/app/session";
import { LiveHeading } from "@/app/ui/live-heading";
import { PhonePreview } from "@/app/ui/phone-preview";
import { withQuery } from "@/app/ui/query";
import { previewRow } from "@/lib/flows/preview";
import { can } from "@/lib/flows/state";
import { departureQuery } from "../conferma/departure-form";
import { SendFrame } from "../send-frame";
import { sendRefused } from "../send-refused";
import { StepButtons } from "../send-steps";
import { AFTER, BEFORE, NUMBER, placeOfUrl } from "./place";

export const metadata: Metadata = { title: "Invia Flusso: anteprima" };

/** Third step of a send, optional: each message as the phone of its citizen shows it. */
export default async function PreviewPage({ params, searchParams }: PageProps<"/flussi/[flowId]/invia/anteprima">) {
  const ctx = await requireContext();
  const { flowId } = await params;
  const query = queryOf(await searchParams);
  const preview = await found(flowId, (id) => previewRow(ctx, id, placeOfUrl(query)));
  const { row, total, number: n, service } = preview;
  const departure = can(preview.state, "schedule") ? departureQuery(query) : {};
  const path = `/flussi/${flowId}/invia/anteprima`;
  const refused = sendRefused(ctx.actor, preview, total);
  return (
    <SendFrame flow={preview} step="anteprima" departure={departure} refused={refused}>
      <section className="panel form-narrow" aria-labelledby="quale">
        <div className="preview-head">
          <LiveHeading id="quale">{previewTitle(n, total)}</LiveHeading>
          <nav aria-label="Notifiche" className="row-of-buttons">
            {row && n > 1 && (
              <Link
                className="btn btn-sm btn-outline-primary"
                scroll={false}
                href={withQuery(path, { ...departure, [NUMBER]: String(n - 1), [BEFORE]: String(row.position) })}
              >
                ‹ Precedente
              </Link>
            )}
            {row && n < total && (
              <Link
                className="btn btn-sm btn-outline-primary"
                scroll={false}
                href={withQuery(path, { ...departure, [NUMBER]: String(n + 1), [AFTER]: String(row.position) })}
              >
                Successiva ›
              </Link>
            )}
          </nav>
          <form action={path} className="go-to">
            {Object.entries(departure).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <label htmlFor={NUMBER}>Vai alla notifica</label>
            <input
              key={n}
              id={NUMBER}
              name={NUMBER}
              className="form-control"
              type="number"
              min={1}
              max={total}
              defaultValue={n}
              required
            />
            <button type="submit" className="btn btn-sm btn-outline-primary">
              Mostra
            </button>
          </form>
        </div>
        {row ? (
          <>
            <p>
              A <Link href={`/notifiche/${row.id}`}>{row.fiscalCode}</Link>
              {row.importRow !== null && `, riga ${number(row.importRow)} del file`}
            </p>
            <div className="preview-phone">
              <PhonePreview
                message={{ ...row, serviceName: service.name, organizationName: service.organizationName }}
              />
            </div>
            <p>
              <Link href={withQuery(`/flussi/${flowId}/invia/prova`, { ...departure, [NUMBER]: String(n) })}>
                Invia questa come prova
              </Link>
            </p>
          </>
        ) : (
          <p>Nel frattempo questa notifica è cambiata: scegline un'altra.</p>
        )}
        <StepButtons flowId={flowId} current="anteprima" departure={departure} />
      </section>
    </SendFrame>
  );
}
