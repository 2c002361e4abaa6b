import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { z } from "zod";
import type { Dispatcher } from "./dispatch";
import { checkpoint, type Event, incomingEvent, limits } from "./protocol";
import type { Registry } from "./registry";
import type { Run, Runs } from "./runs";
import { hashedSigningKey, sameSecret } from "./signature";

export type Doors = { eventKey: string; signingKey: string; registry: Registry; runs: Runs; dispatcher: Dispatcher };
type Reply = { status: number; body: Record<string, unknown> };
type Visit = { request: IncomingMessage; parameter: string; doors: Doors };
type Door = { method: string; path: RegExp; signed: boolean; open: (visit: Visit) => Promise<Reply> };

/** A refusal with its status, as the real server words it. */
class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The doors that the SDK and our tests use; `signed` ones want the hashed signing key as bearer token. */
const doors: Door[] = [
  { method: "POST", path: /^\/e\/([^/]+)$/, signed: false, open: takeEvents },
  { method: "POST", path: /^\/fn\/register$/, signed: true, open: register },
  { method: "POST", path: /^\/v1\/checkpoint\/([^/]+)\/async$/, signed: true, open: takeCheckpoint },
  { method: "GET", path: /^\/v1\/events\/([^/]+)\/runs$/, signed: true, open: runsOfEvent },
  { method: "GET", path: /^\/v1\/runs\/([^/]+)$/, signed: true, open: oneRun },
  { method: "GET", path: /^\/health$/, signed: false, open: async () => ok({ message: "OK" }) },
];

export function createDoors(context: Doors): Server {
  const server = createServer((request, response) => {
    answer(request, context).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  // Longer than the SDK's fetch keeps a connection, so that it never writes on one that closes.
  server.keepAliveTimeout = 65_000;
  return server;
}

async function answer(request: IncomingMessage, context: Doors): Promise<Reply> {
  try {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const door = doors.find(({ method, path }) => method === request.method && path.test(pathname));
    if (!door) throw new HttpError(404, "Not found");
    const token = request.headers.authorization ?? "";
    if (door.signed && !sameSecret(token, `Bearer ${hashedSigningKey(context.signingKey)}`)) {
      throw new HttpError(401, "Unauthorized");
    }
    const parameter = decodeURIComponent(door.path.exec(pathname)?.[1] ?? "");
    return await door.open({ request, parameter, doors: context });
  } catch (error) {
    const status = error instanceof HttpError ? error.status : error instanceof URIError ? 400 : 500;
    return { status, body: { error: error instanceof Error ? error.message : "Internal error", status } };
  }
}

async function takeEvents({ request, parameter, doors: { eventKey, dispatcher } }: Visit): Promise<Reply> {
  if (!sameSecret(parameter, eventKey)) throw new HttpError(401, "Event key not found");
  const body = await jsonBody(request);
  const incoming = Array.isArray(body) ? body : [body];
  if (incoming.length > limits.eventsPerRequest) throw new HttpError(400, "too many events");
  const seed = request.headers["x-inngest-event-id-seed"]?.toString();
  const events = incoming.map((event, index) => eventFrom(event, seed && `${seed},${index}`));
  await dispatcher.accept(events);
  return { status: 200, body: { ids: events.map(({ id }) => id), status: 200 } };
}

/** The SDK sends the same seed when it repeats a request: the ids made from it make the repetition harmless. */
function eventFrom(value: unknown, seed: string | undefined): Event {
  const parsed = incomingEvent.safeParse(value);
  if (!parsed.success) throw new HttpError(400, z.prettifyError(parsed.error));
  if (Buffer.byteLength(JSON.stringify(value)) > limits.event) {
    throw new HttpError(400, `event is over the max size: ${limits.event}`);
  }
  const { id, data, ts, ...rest } = parsed.data;
  const made = () => (seed ? createHash("sha256").update(seed).digest("hex").slice(0, 32) : randomUUID());
  return { user: {}, ...rest, id: id || made(), data: data ?? {}, ts: ts || Date.now() };
}

async function register({ request, doors: { registry } }: Visit): Promise<Reply> {
  const body = await jsonBody(request);
  try {
    const { modified } = await registry.register(body);
    return ok({ ok: true, modified });
  } catch (error) {
    throw new HttpError(400, error instanceof z.ZodError ? z.prettifyError(error) : String(error));
  }
}

async function takeCheckpoint({ request, parameter, doors: { runs } }: Visit): Promise<Reply> {
  const parsed = checkpoint.safeParse(await jsonBody(request));
  if (!parsed.success) throw new HttpError(400, z.prettifyError(parsed.error));
  const outcome = runs.checkpoint(parameter, parsed.data.request_id, parsed.data.steps);
  if (outcome === "stale") throw new HttpError(409, "stale dispatch");
  if (outcome === "refused") throw new HttpError(400, "only executed steps can be checkpointed");
  return ok({ data: {} });
}

async function runsOfEvent({ parameter, doors: { runs } }: Visit): Promise<Reply> {
  return ok({ data: runs.find({ eventId: parameter }).map(asResource) });
}

async function oneRun({ parameter, doors: { runs } }: Visit): Promise<Reply> {
  const [run] = runs.find({ runId: parameter });
  if (!run) throw new HttpError(404, "Run not found");
  return ok({ data: asResource(run) });
}

function asResource(run: Run): Record<string, unknown> {
  const iso = (at?: number) => (at === undefined ? null : new Date(at).toISOString());
  const { id, functionId, event, status, output, startedAt, endedAt } = run;
  const times = { run_started_at: iso(startedAt), ended_at: iso(endedAt) };
  return { run_id: id, function_id: functionId, event_id: event.id, status, output: output ?? null, ...times };
}

const ok = (body: Record<string, unknown>): Reply => ({ status: 200, body: { status: 200, ...body } });

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limits.request) throw new HttpError(413, "request is over the max size");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new HttpError(400, "body is not JSON");
  }
}
