/** A table of two columns: a word of the console and what it means. */
export function Words({ heading, rows }: { heading: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <div className="table-responsive">
      <table className="table small-table">
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col">Significato</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([word, meaning]) => (
            <tr key={word}>
              <th scope="row">{word}</th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
