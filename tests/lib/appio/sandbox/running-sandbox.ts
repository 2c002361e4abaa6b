import { onTestFinished } from "vitest";
import { createSandbox, type SandboxOptions } from "@/lib/appio/sandbox/sandbox";

/** Nobody's: any fiscal code is reachable, so that a test decides what is not. */
export const everyone = { notOnIo: 0, blocked: 0 };
export const key = "sandbox-borgofiorito-tributi";
export const person = "RSSXXX80A01Z999X";
export const content = { subject: "Avviso di pagamento", markdown: "Testo del messaggio. ".repeat(6) };

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The decoded body; undefined when it is no JSON. */
  readonly body: Record<string, never> | undefined;
}

type Extra = { readonly key?: string | null; readonly fault?: string };

/** A sandbox that closes with the test, and the calls that FlussIO makes to it. */
export async function runSandbox(options: SandboxOptions = {}) {
  const sandbox = createSandbox({ population: everyone, ...options });
  onTestFinished(() => sandbox.close());
  const { url, apiUrl } = await sandbox.listen();

  async function request(method: string, address: string, body: unknown, { key: asked = key, fault }: Extra = {}) {
    const headers = new Headers({ "content-type": "application/json" });
    if (asked !== null) headers.set("ocp-apim-subscription-key", asked);
    if (fault) headers.set("x-sandbox-fault", fault);
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(address, { method, headers, body: text, redirect: "manual" });
    return replyOf(response);
  }
  const control = async (method: string, path: string, body?: unknown) =>
    replyOf(await fetch(`${url}/_sandbox/${path}`, { method, body: body === undefined ? null : JSON.stringify(body) }));

  return {
    sandbox,
    apiUrl,
    url,
    control,
    call: (method: string, path: string, body?: unknown, extra?: Extra) =>
      request(method, `${apiUrl}${path}`, body, extra),
    profile: (fiscalCode = person, extra?: Extra) =>
      request("POST", `${apiUrl}/profiles`, { fiscal_code: fiscalCode }, extra),
    send: (fields: Record<string, unknown> = {}, extra?: Extra) =>
      request("POST", `${apiUrl}/messages`, { fiscal_code: person, content, ...fields }, extra),
    status: (id: string, fiscalCode = person, extra?: Extra) =>
      request("GET", `${apiUrl}/messages/${fiscalCode}/${id}`, undefined, extra),
  };
}
export type RunningSandbox = Awaited<ReturnType<typeof runSandbox>>;

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  let body: Reply["body"];
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: response.status, headers: response.headers, text, body };
}

/** The identifier that a POST gave. */
export const idOf = (reply: Reply): string => String(reply.body?.id);
