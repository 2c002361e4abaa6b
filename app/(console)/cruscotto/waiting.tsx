/** The place of a panel that is still being counted, as high as the panel; the rest of the page does not wait. */
export function WaitingPanel({ title, height }: { title: string; height: number }) {
  return (
    <section className="panel waiting-panel" style={{ minHeight: height }} aria-busy>
      <h2>{title}</h2>
      <p className="quiet">Conteggio in corso…</p>
    </section>
  );
}
