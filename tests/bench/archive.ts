/**
 * `npm run bench:archive -- --small 1000 --large 1000000 --rounds 60 --starts 3`: whether an archive of a million rows
 * answers as one of a thousand. Two whole products side by side, asked in turn over HTTP by an operator who sees 1% of
 * the rows. Last line: `bench archive list=… search=… detail=…`, p95 of the large over the small.
 */
import { parseArgs } from "node:util";
import { type Product, startProduct } from "@/tests/support/product";
import { seedArchive } from "./archive-data";
import { type Session, signIn } from "./browser";
import { machine, quantile } from "./machine";

const { values } = parseArgs({
  options: {
    small: { type: "string", default: "1000" },
    large: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "60" },
    starts: { type: "string", default: "3" },
  },
});
const sizes = [Number(values.small), Number(values.large)] as const;
const [rounds, starts] = [Number(values.rounds), Number(values.starts)];
const serviceCount = 40;
/** Not measured: routes are loaded and code is compiled meanwhile. */
const warmUp = 5;

/** What is asked, and under which number of the last line it counts. */
const questions = {
  list: "list",
  "last page": "list",
  "sorted by change": "list",
  "grid of a flow": "list",
  "fiscal code": "search",
  "state and day": "search",
  "object contains": "search",
  detail: "detail",
} as const;
type Question = keyof typeof questions;
const all = Object.keys(questions) as Question[]; // safe: the keys of a constant

type Side = { product: Product; session: Session; paths: Record<Question, string> };
type Times = Record<Question, number[]>;

console.log(
  `bench:archive: ${sizes.join(" and ")} notifications of ${serviceCount} services in 200 flows; ${machine()}`,
);
const opened: Product[] = [];
let result: string;
try {
  const [small, large] = [await prepare(sizes[0]), await prepare(sizes[1])];
  result = await compare(small, large);
} finally {
  for (const product of opened) await product.stop();
}
console.log(result);

async function prepare(rows: number): Promise<Side> {
  const product = await startProduct({ limit: null });
  opened.push(product);
  const services: string[] = [];
  for (let n = 0; n < serviceCount; n++) services.push(await product.addService(`sandbox-banco-servizio${n}`));
  const started = performance.now();
  const archive = await seedArchive(product.sql, services, rows);
  const session = await signIn(product.url, archive);
  const found = (fields: Record<string, string>) => session.submit("/notifiche", 'name="oggetto"', fields);
  const paths = {
    list: "/notifiche/archivio",
    "last page": await lastPage(session, "/notifiche/archivio"),
    "sorted by change": "/notifiche/archivio?ordine=updated",
    "grid of a flow": `/flussi/${archive.flowId}`,
    "fiscal code": await found({ cf: archive.fiscalCode }),
    "state and day": `/notifiche/archivio?stato=sent&dal=${archive.from}&al=${archive.to}`,
    "object contains": await found({ oggetto: archive.subject }),
    detail: `/notifiche/${archive.notificationId}`,
  };
  console.log(
    `${rows}: filled in ${((performance.now() - started) / 1000).toFixed(0)} s; ${await shown(session, paths)}`,
  );
  return { product, session, paths };
}

/** Where « leads. */
async function lastPage(session: Session, path: string): Promise<string> {
  const link = /<a[^>]*aria-label="Ultima pagina"[^>]*>/.exec(await session.text(path))?.[0] ?? "";
  return (/href="([^"]*)"/.exec(link)?.[1] ?? path).replaceAll("&amp;", "&");
}

/** That the pages show what they were asked for: Visualizzati 1 - 20 di 132. */
async function shown(session: Session, paths: Record<Question, string>): Promise<string> {
  const words: string[] = [];
  for (const question of all.filter((one) => one !== "detail")) {
    const status = /Visualizzati [^<]*/.exec(await session.text(paths[question]))?.[0];
    if (!status) throw new Error(`${question}: nothing was found`);
    words.push(`${question} "${status.replace("Visualizzati ", "")}"`);
  }
  return words.join(", ");
}

async function compare(...sides: readonly [Side, Side]): Promise<string> {
  const warm = [noTimes(), noTimes()] as const;
  for (let round = 0; round < warmUp + rounds; round++)
    // Each goes first in every other round: what the machine does meanwhile does not favour the same side.
    for (const question of all)
      for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const taken = await sides[index].session.time(sides[index].paths[question]);
        if (round >= warmUp) warm[index][question].push(taken);
      }
  report(`warm, p95 of ${rounds}`, warm);

  const cold = [noTimes(), noTimes()] as const;
  for (let start = 0; start < starts; start++)
    for (const index of start % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const { product, session, paths } = sides[index];
      await product.restart();
      for (const question of rotated(all, start)) cold[index][question].push(await session.time(paths[question]));
    }
  report(`cold, the first request of each after a start, the longest of ${starts}`, cold);
  console.log(machine());
  const ratio = (number: string) =>
    Math.max(...all.filter((one) => questions[one] === number).map((one) => ratioOf(warm, one))).toFixed(2);
  return `bench archive list=${ratio("list")} search=${ratio("search")} detail=${ratio("detail")}`;
}

function noTimes(): Times {
  return Object.fromEntries(all.map((question) => [question, []])) as unknown as Times; // safe: every key is there
}

function rotated<T>(list: readonly T[], by: number): T[] {
  return [...list.slice(by % list.length), ...list.slice(0, by % list.length)];
}

function ratioOf([small, large]: readonly [Times, Times], question: Question): number {
  return quantile(large[question], 0.95) / quantile(small[question], 0.95);
}

function report(title: string, times: readonly [Times, Times]) {
  console.log(`${title}, ms (median): small, large, ratio`);
  for (const question of all) {
    const [small, large] = times.map(
      (side) => `${quantile(side[question], 0.95).toFixed(0)} (${quantile(side[question], 0.5).toFixed(0)})`,
    );
    console.log(`  ${question.padEnd(16)} ${small}, ${large}, ${ratioOf(times, question).toFixed(2)}`);
  }
}
