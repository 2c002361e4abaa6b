import { eq, isNull, sql } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { noticeMail } from "@/app/italian/notices";
import { freePort } from "@/db/cluster/port";
import { flows } from "@/db/schema/flows";
import { notices } from "@/db/schema/notices";
import { operators } from "@/db/schema/operators";
import { collectNotices } from "@/lib/notices/collect";
import { mailNotices } from "@/lib/notices/mail";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
const servers: SMTPServer[] = [];
beforeAll(async () => {
  world = await createWorld();
});
// Mailing looks at all notices: each test leaves none.
afterEach(async () => {
  await world.db.update(flows).set({ sendEndedAt: null, approvalRequestedAt: null, approvedAt: null });
  await world.db.delete(notices);
});
afterAll(async () => {
  await Promise.all(servers.map((one) => new Promise<void>((done) => one.close(done))));
  await world.close();
});

type Mail = { to: string[]; text: string };

/** A mail server that keeps what it takes; `refuses` answers so to each message. */
async function mailServer(refuses?: { responseCode: number }) {
  const taken: Mail[] = [];
  const port = await freePort();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk) => (text += chunk));
      stream.on("end", () => {
        if (refuses) return done(Object.assign(new Error("refused"), refuses));
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address).sort(), text: decoded(text) });
        done();
      });
    },
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  return { taken, smtpUrl: `smtp://127.0.0.1:${port}` };
}

const decoded = (text: string) =>
  text
    .replace(/=\r\n/g, "")
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll("=", ""), "hex").toString("utf8"));

const from = "FlussIO <flussio@comune.example>";
const publicUrl = "https://flussio.comune.example";
const mail = (smtpUrl: string) => mailNotices(world.sql, { smtpUrl, from, publicUrl }, noticeMail);
const waitingToBeMailed = () => world.db.$count(notices, isNull(notices.mailedAt));

async function person(serviceId: string, permissions: Parameters<World["operator"]>[1], email: string | null) {
  const ctx = await world.operator([serviceId], permissions);
  await world.db.update(operators).set({ email }).where(eq(operators.id, ctx.actor.id));
  return ctx;
}

async function endedFlow() {
  const service = await world.service();
  const flow = await world.flow(service.id, "sent", 1);
  await world.db.update(flows).set({ sendEndedAt: new Date(), note: "Nota riservata" }).where(eq(flows.id, flow.id));
  return { service, flowId: flow.id };
}

describe("mailNotices", () => {
  it("writes once to who may act, with a link and without what the flow holds", async () => {
    const { taken, smtpUrl } = await mailServer();
    const { service, flowId } = await endedFlow();
    await person(service.id, ["send"], "uno@comune.example");
    await person(service.id, ["compose", "send"], "due@comune.example");
    await person(service.id, ["compose"], "prepara@comune.example");
    await person(service.id, ["send"], null);
    await person((await world.service()).id, ["send"], "altro@comune.example");
    const gone = await person(service.id, ["send"], "disabilitato@comune.example");
    await world.db.update(operators).set({ disabled: true }).where(eq(operators.id, gone.actor.id));
    await collectNotices(world.db);
    expect(await mail(smtpUrl)).toBe(1);
    expect(await mail(smtpUrl)).toBe(0);
    expect(taken.map(({ to }) => to)).toEqual([["due@comune.example", "uno@comune.example"]]);
    expect(taken[0]!.text).toContain(`${publicUrl}/flussi/${flowId}`);
    expect(taken[0]!.text).toContain("Invio finito");
    for (const secret of ["Nota riservata", "Oggetto di prova", "uno@comune.example"])
      expect(taken[0]!.text).not.toContain(secret);
  });

  it("asks who may approve, and answers who asked", async () => {
    const { taken, smtpUrl } = await mailServer();
    const service = await world.service();
    const flow = await world.flow(service.id, "active", 1);
    const author = await person(service.id, ["send", "approve"], "autore@comune.example");
    await person(service.id, ["approve"], "dirigente@comune.example");
    const at = new Date();
    const asked = { approvalRequestedAt: at, approvalRequestedBy: author.actor.name };
    await world.db.update(flows).set(asked).where(eq(flows.id, flow.id));
    await collectNotices(world.db);
    await mail(smtpUrl);
    await world.db.update(flows).set({ approvedAt: at }).where(eq(flows.id, flow.id));
    await collectNotices(world.db);
    await mail(smtpUrl);
    expect(taken.map(({ to }) => to)).toEqual([["dirigente@comune.example"], ["autore@comune.example"]]);
  });

  it("keeps for the next round what a dead server did not take", async () => {
    const { service } = await endedFlow();
    await person(service.id, ["send"], "uno@comune.example");
    await collectNotices(world.db);
    expect(await mail(`smtp://127.0.0.1:${await freePort()}`)).toBe(0);
    expect(await waitingToBeMailed()).toBe(1);
    const busy = await mailServer({ responseCode: 451 });
    expect(await mail(busy.smtpUrl)).toBe(0);
    expect(await waitingToBeMailed()).toBe(1);
    const { taken, smtpUrl } = await mailServer();
    expect(await mail(smtpUrl)).toBe(1);
    expect(taken).toHaveLength(1);
  });

  it("does not insist on a mail that is refused, nor on what is older than a day", async () => {
    const { service, flowId } = await endedFlow();
    await person(service.id, ["send"], "uno@comune.example");
    await collectNotices(world.db);
    const strict = await mailServer({ responseCode: 550 });
    expect(await mail(strict.smtpUrl)).toBe(0);
    expect(await waitingToBeMailed()).toBe(0);
    const old = { kind: "flow-stopped" as const, flowId, serviceId: service.id, at: sql`now() - interval '2 days'` };
    await world.db.insert(notices).values(old);
    const { taken, smtpUrl } = await mailServer();
    expect(await mail(smtpUrl)).toBe(0);
    expect(taken).toEqual([]);
  });
});
