/**
 * Turns a statement for many rows into a call for one: while one statement runs, the next rows gather, and they go
 * together in the following one. Under load a commit is shared by many rows, and one row alone never waits. `run` answers
 * an array of one result an item, or nothing.
 */
export function grouped<Item, Result = void>(
  run: (items: Item[]) => Promise<Result | Result[]>,
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let running = false;

  async function drain(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const results = await run(group.map(({ item }) => item));
        group.forEach(({ resolve }, index) => {
          resolve(Array.isArray(results) ? (results[index] as Result) : results); // safe because `run` answers one an item
        });
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) setImmediate(() => running || drain());
    });
}
