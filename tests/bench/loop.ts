/**
 * The baseline of bench:send, in a process of its own: the same calls as FlussIO, profile then message for each
 * recipient, out of memory and with nothing written down. A parent asks for runs over IPC.
 */
import { Pool } from "undici";
import { messageOf } from "@/lib/appio/message";
import { body, recipientsOf, subject } from "@/tests/support/recipients";

export type Client = "pool" | "fetch";
export type Run = { client: Client; inFlight: number; appioUrl: string; key: string; rows: number };
export type Ran = { perSecond: number } | { fault: string };

type Post = (path: string, body: string) => Promise<{ status: number; text: string }>;

process.on("message", (run: Run) => {
  loop(run).then(
    (perSecond) => process.send?.({ perSecond }),
    (error) => process.send?.({ fault: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));

/** Recipients per second. */
async function loop({ client, inFlight, appioUrl, key, rows }: Run): Promise<number> {
  const headers = { "ocp-apim-subscription-key": key, "content-type": "application/json", accept: "application/json" };
  const { post, close } = clients[client](appioUrl, headers, inFlight);
  const codes = recipientsOf(key);
  const recipients = Array.from({ length: rows }, () => codes.next().value).values();
  const lane = async () => {
    for (const fiscalCode of recipients) {
      await expected(post("/profiles", JSON.stringify({ fiscal_code: fiscalCode })), 200);
      await expected(post("/messages", JSON.stringify(messageOf({ ...content, fiscalCode }))), 201);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: inFlight }, lane));
  const seconds = (performance.now() - started) / 1000;
  await close();
  return rows / seconds;
}

const content = {
  ...{ subject, body, dueDate: null, amount: null, noticeNumber: null, payableAfterDue: true },
  requireSecureChannels: false,
};

const clients: Record<
  Client,
  (url: string, headers: Record<string, string>, inFlight: number) => { post: Post; close: () => Promise<void> }
> = {
  pool(url, headers, inFlight) {
    const { origin, pathname } = new URL(url);
    const pool = new Pool(origin, { connections: inFlight, pipelining: 1 });
    const post: Post = async (path, body) => {
      const response = await pool.request({ method: "POST", path: pathname + path, headers, body });
      return { status: response.statusCode, text: await response.body.text() };
    };
    return { post, close: () => pool.close() };
  },
  fetch(url, headers) {
    const post: Post = async (path, body) => {
      const response = await fetch(url + path, { method: "POST", headers, body });
      return { status: response.status, text: await response.text() };
    };
    return { post, close: async () => {} };
  },
};

async function expected(answer: ReturnType<Post>, status: number): Promise<void> {
  const got = await answer;
  JSON.parse(got.text);
  if (got.status !== status) throw new Error(`${got.status} ${got.text}`);
}
