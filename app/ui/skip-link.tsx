/** First in the page: the keyboard jumps over the header. */
export function SkipLink() {
  return (
    <div className="skiplinks">
      <a className="visually-hidden-focusable" href="#contenuto">
        Vai al contenuto principale
      </a>
    </div>
  );
}
