import { describe, expect, it } from "vitest";
import { content, idOf, person, runSandbox } from "./running-sandbox";

const other = "AAAAAA00A00A000A";
const notice = (notice_number: string) => ({ content: { ...content, payment_data: { amount: 1, notice_number } } });

describe("counters", () => {
  it("count calls by kind, by organization, by answer and by second", async () => {
    const { profile, send, status, sandbox, control } = await runSandbox({ limit: 5 });
    await profile();
    const id = idOf(await send());
    await status(id);
    await send({ content: {} });
    await profile(person, { key: "sandbox-valdirovo-ticket" });
    await profile(person, { key: "unknown" });
    await status(id);
    await status(id);

    const stats = sandbox.stats();
    expect(stats.calls).toEqual({
      profile: { total: 3, byStatus: { 200: 2, 401: 1 } },
      send: { total: 2, byStatus: { 201: 1, 400: 1 } },
      status: { total: 3, byStatus: { 200: 2, 429: 1 } },
    });
    const { seconds, ...comune } = stats.organizations["Comune di Borgofiorito"] ?? { seconds: [] };
    expect(comune).toEqual({ calls: { profile: 1, send: 2, status: 3 }, admitted: 5, refused: 1, limit: 5, peak: 5 });
    expect(seconds.reduce((sum, second) => sum + second.admitted, 0)).toBe(5);
    expect(seconds.reduce((sum, second) => sum + second.refused, 0)).toBe(1);
    expect(stats.organizations["Azienda Sanitaria della Valdirovo"]?.calls.profile).toBe(1);
    expect(stats.messages).toBe(1);
    expect((await control("GET", "stats")).body).toEqual(JSON.parse(JSON.stringify(sandbox.stats())));
  });

  it("put calls of different seconds apart", async () => {
    const { profile, sandbox } = await runSandbox();
    await profile();
    sandbox.advance(10_000);
    await profile();
    const seconds = sandbox.stats().organizations["Comune di Borgofiorito"]?.seconds ?? [];
    expect(seconds).toHaveLength(2);
    expect(seconds.map((second) => second.admitted)).toEqual([1, 1]);
  });

  it("count POSTs by fiscal code and by notice, whatever was answered", async () => {
    const { send, sandbox, control } = await runSandbox({ limit: 6 });
    await send(notice("301000000000000001"));
    await send({ ...notice("301000000000000001") }, { fault: "server-error" });
    await send(notice("301000000000000002"));
    await send({}, { fault: "rate-limited" });
    await send({}, { key: "unknown" });
    await send({ fiscal_code: other });
    await send({ fiscal_code: "nobody" });
    await send({}); // the seventh call of the window

    const stats = sandbox.stats();
    expect(stats.posts).toMatchObject({
      received: 4,
      stored: 3,
      fiscalCodes: 2,
      repeated: 1,
      repeatedFiscalCodes: [{ fiscalCode: person, posts: 3, stored: 2 }],
      repeatedNotices: 1,
      repeatedNoticeNumbers: [{ fiscalCode: person, noticeNumber: "301000000000000001", posts: 2 }],
    });
    expect(sandbox.posts()).toEqual([
      { fiscalCode: person, posts: 3, stored: 2, refused: 0, failed: 1, unanswered: 0 },
      { fiscalCode: other, posts: 1, stored: 1, refused: 0, failed: 0, unanswered: 0 },
    ]);
    expect((await control("GET", "posts")).body).toEqual(sandbox.posts());
  });

  it("say how the POSTs to a fiscal code were answered", async () => {
    const { send, sandbox } = await runSandbox();
    const faults = [
      "bad-request",
      "recipient-forbidden",
      "gateway-timeout",
      "unavailable",
      "rate-limited",
      "malformed-json",
    ];
    for (const fault of faults) await send({}, { fault });
    for (const fault of ["reset-after", "reset-before", "cut-answer"]) await send({}, { fault }).catch(() => {});
    expect(sandbox.postsOf(person)).toEqual({
      fiscalCode: person,
      posts: 8,
      stored: 4,
      refused: 2,
      failed: 2,
      unanswered: 3,
    });
  });

  it("notice the POSTs without a profile check of that service, or against it", async () => {
    const { profile, send, sandbox } = await runSandbox();
    await profile();
    await send();
    expect(sandbox.stats().posts).toMatchObject({ unchecked: 0, notAllowed: 0, skippedChecks: [] });

    await send({}, { key: "sandbox-borgofiorito-anagrafe" });
    await send({ fiscal_code: other });
    expect(sandbox.stats().posts).toMatchObject({ unchecked: 2, notAllowed: 0, skippedChecks: [person, other] });

    sandbox.addFaults({ fiscalCodes: { [person]: { profile: "not-on-io" } } });
    await profile();
    await send();
    expect(sandbox.stats().posts).toMatchObject({ unchecked: 2, notAllowed: 1 });
    await profile(other, { fault: "server-error" });
    await send({ fiscal_code: other });
    expect(sandbox.stats().posts.unchecked).toBe(3);
  });

  it("show the messages of a fiscal code", async () => {
    const { send, control } = await runSandbox();
    const first = idOf(await send());
    const second = idOf(await send({ ...notice("301000000000000001") }));
    const reply = await control("GET", `messages?cf=${person}`);
    expect(reply.body).toMatchObject({
      fiscalCode: person,
      posts: 2,
      stored: 2,
      messages: [
        { id: second, payment: true, outcome: "PROCESSED" },
        { id: first, payment: false, content },
      ],
    });
    expect((await control("GET", `messages?cf=${other}`)).body).toEqual({
      fiscalCode: other,
      posts: 0,
      stored: 0,
      refused: 0,
      failed: 0,
      unanswered: 0,
      messages: [],
    });
  });

  it("start again after a reset", async () => {
    const { send, status, control, sandbox } = await runSandbox({ limit: 1 });
    const id = idOf(await send());
    expect((await send()).status).toBe(429);
    await control("POST", "reset");
    expect(sandbox.stats()).toMatchObject({ organizations: {}, messages: 0, posts: { received: 0, stored: 0 } });
    expect((await status(id)).status).toBe(404);
    expect(sandbox.stats().organizations["Comune di Borgofiorito"]).toMatchObject({ admitted: 1, refused: 0 });
  });
});
