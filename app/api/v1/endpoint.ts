import "server-only";
import { z } from "zod";
import { addressOf, connectionContext } from "@/app/session";
import { authenticateApplication } from "@/lib/applications/authenticate";
import { type Rate, takeRate } from "@/lib/applications/rate";
import { Refusal } from "@/lib/refusal";
import type { ByApplication } from "@/lib/submissions/pair";
import { WrongRows } from "@/lib/submissions/rows";
import { contentErrors, problem, refused } from "./problem";

/** Bytes of a request's body: 1,000 rows of 5,000 characters, some of them of more than one byte. */
const mostBytes = 8_000_000;

export type ApiAnswer = { status?: number; body: unknown };

type Params = { params: Promise<Record<string, string>> };

/**
 * A route of the API: key → limits → zod → verb → JSON. The one place where a refusal becomes a problem of RFC 9457;
 * anything else that is thrown is a fault, and answers 500 without a word of what it was.
 */
export function endpoint<S extends z.ZodType>(
  input: S,
  run: (ctx: ByApplication, input: z.output<S>, id: string) => Promise<ApiAnswer>,
) {
  return async (request: Request, route: Params): Promise<Response> => {
    const base = connectionContext();
    const known = await authenticateApplication(base.db, { key: keyOf(request), address: addressOf(request.headers) });
    if (!known) return unauthorized();
    const rate = takeRate(known.keyId, known.rateLimit);
    const headers = rateHeaders(rate);
    if (!rate.allowed) return tooMany(rate, headers);
    const { id = "" } = (await route.params) ?? {};
    const given = request.method === "GET" ? queryOf(request) : await bodyOf(request);
    if (given instanceof Response) return withHeaders(given, headers);
    const parsed = input.safeParse(given);
    if (!parsed.success) return withHeaders(invalid(parsed.error), headers);
    try {
      if (id !== "" && !z.uuid().safeParse(id).success) throw new Refusal("not-found", {});
      const { status = 200, body } = await run({ ...base, actor: known.application }, parsed.data, id);
      return Response.json(body, { status, headers: { ...headers, "cache-control": "no-store" } });
    } catch (error) {
      if (error instanceof WrongRows) return withHeaders(wrongRows(error), headers);
      if (error instanceof Refusal) return withHeaders(refused(error), headers);
      throw error;
    }
  };
}

const keyOf = (request: Request) => /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";

const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);

async function bodyOf(request: Request): Promise<unknown> {
  if (request.headers.get("content-length") === "0" || !request.body) return {};
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (let piece = await reader.read(); piece.value; piece = await reader.read()) {
    bytes += piece.value.byteLength;
    if (bytes > mostBytes) {
      await reader.cancel();
      return tooLarge();
    }
    pieces.push(piece.value);
  }
  if (bytes === 0) return {};
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces)));
  } catch {
    return problem({
      ...{ status: 400, code: "not-json", detail: "The body is not JSON in UTF-8." },
      detail_it: "Il corpo della richiesta non è JSON in UTF-8.",
    });
  }
}

const tooLarge = () =>
  problem({
    ...{
      status: 413,
      code: "too-large",
      detail: `A request has at most ${mostBytes} bytes: send fewer rows at a time.`,
    },
    detail_it: `Una richiesta ha al massimo ${mostBytes} byte: manda meno righe alla volta.`,
  });

const unauthorized = () =>
  problem(
    {
      ...{ status: 401, code: "unauthorized", detail: "Send a valid key: Authorization: Bearer flussio_…" },
      detail_it: "Serve una chiave valida: Authorization: Bearer flussio_…",
    },
    { "www-authenticate": "Bearer" },
  );

const tooMany = ({ resetSeconds }: Rate, headers: Record<string, string>) =>
  problem(
    {
      ...{ status: 429, code: "too-many-requests", detail: `Try again in ${resetSeconds} seconds.` },
      detail_it: `Riprova tra ${resetSeconds} secondi.`,
    },
    { ...headers, "retry-after": String(resetSeconds) },
  );

const rateHeaders = ({ limit, remaining, resetSeconds }: Rate) => ({
  "ratelimit-limit": String(limit),
  "ratelimit-remaining": String(remaining),
  "ratelimit-reset": String(resetSeconds),
});

const invalid = (error: z.ZodError) =>
  problem({
    status: 422,
    code: "invalid-request",
    detail: "The request does not have the form that the OpenAPI document describes; see errors.",
    detail_it: "La richiesta non ha la forma descritta nel documento OpenAPI: vedi errors.",
    errors: error.issues.slice(0, 100).map(({ path, message, code }) => ({
      ...{ pointer: `/${path.join("/")}`, code, detail: message },
      detail_it: "Valore mancante o di forma sbagliata.",
    })),
  });

const wrongRows = ({ problems }: WrongRows) =>
  problem({
    status: 422,
    code: "invalid-content",
    detail: "Some rows break the rules of App IO: none was added; see errors.",
    detail_it: "Alcune righe non rispettano le regole di App IO: non ne è stata aggiunta nessuna. Vedi errors.",
    errors: problems.slice(0, 1_000).flatMap((one) => contentErrors([one], `/rows/${one.row}`)),
  });

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
