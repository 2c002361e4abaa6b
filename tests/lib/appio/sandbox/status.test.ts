import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSandbox } from "@/lib/appio/sandbox/sandbox";
import type { ServiceInput } from "@/lib/appio/sandbox/services";
import { content, everyone, idOf, person, runSandbox } from "./running-sandbox";
import { objections, sdk } from "./sdk";

const statusOf = (reply: { body: unknown }) => (reply.body as { status?: string } | undefined)?.status;
const hour = 3_600_000;

describe("status of a message", () => {
  it("is ACCEPTED without content, then PROCESSED with content", async () => {
    const { send, status, sandbox } = await runSandbox({ processedAfterMs: hour });
    const id = idOf(await send());
    const early = await status(id);
    expect(statusOf(early)).toBe("ACCEPTED");
    expect(early.body?.message).not.toHaveProperty("content");

    sandbox.advance(hour);
    const late = await status(id);
    expect(statusOf(late)).toBe("PROCESSED");
    expect(late.body?.message).toMatchObject({ id, fiscal_code: person, feature_level_type: "STANDARD", content });
    expect(late.body).not.toHaveProperty("notification");
    expect(late.body).not.toHaveProperty("read_status");
  });

  it("decodes with the SDK once processed, payment and due date included", async () => {
    const { send, status } = await runSandbox({ processedAfterMs: 0, notification: true });
    const payment_data = { amount: 100, notice_number: "301000000000000001" };
    const sent = await send({ content: { ...content, due_date: "2026-12-31T22:59:59", payment_data, colour: "red" } });
    const reply = await status(idOf(sent));
    expect(objections(sdk.messageResponse, reply.body)).toBe("");
    expect(reply.body?.notification).toEqual({ email: "SENT", webhook: "SENT" });
    expect(reply.body?.message).toHaveProperty("content", {
      ...content,
      due_date: "2026-12-31T22:59:59.000Z",
      payment_data: { ...payment_data, invalid_after_due_date: false, payee: { fiscal_code: "00000010009" } },
    });
  });

  it("comes to REJECTED when the profile did not allow it, to FAILED when a rule says so", async () => {
    const { send, status } = await runSandbox({
      processedAfterMs: 0,
      faults: {
        fiscalCodes: {
          AAAAAA11A11A111A: { profile: "not-on-io" },
          BBBBBB11A11A111B: { profile: "blocked" },
          CCCCCC11A11A111C: { outcome: "FAILED" },
        },
      },
    });
    for (const [fiscalCode, expected] of [
      ["AAAAAA11A11A111A", "REJECTED"],
      ["BBBBBB11A11A111B", "REJECTED"],
      ["CCCCCC11A11A111C", "FAILED"],
      [person, "PROCESSED"],
    ] as const) {
      const sent = await send({ fiscal_code: fiscalCode });
      expect(sent.status).toBe(201);
      const reply = await status(idOf(sent), fiscalCode);
      expect(statusOf(reply)).toBe(expected);
      expect(Object.hasOwn(reply.body?.message ?? {}, "content")).toBe(expected === "PROCESSED");
    }
  });

  it("follows the steps of a rule, read by read and message by message", async () => {
    const status = ["not-found", "not-found", "THROTTLED", "DONE", "ok"];
    const { send, status: read } = await runSandbox({
      processedAfterMs: 0,
      faults: { fiscalCodes: { [person]: { status } } },
    });
    const first = idOf(await send());
    const second = idOf(await send());
    const seen: unknown[] = [];
    for (let i = 0; i < 6; i++) {
      const reply = await read(first);
      seen.push(reply.status === 200 ? statusOf(reply) : reply.status);
    }
    expect(seen).toEqual([404, 404, "THROTTLED", "DONE", "PROCESSED", "PROCESSED"]);
    expect((await read(second)).status).toBe(404);
  });

  it("tells read and payment status of ADVANCED messages, to who may read them", async () => {
    const services: readonly ServiceInput[] = [
      {
        keys: ["premium"],
        groups: ["ApiMessageWrite", "ApiMessageWriteAdvanced", "ApiMessageRead", "ApiMessageReadAdvanced"],
      },
    ];
    const { send, status, sandbox } = await runSandbox({ services, processedAfterMs: hour, readAfterMs: 2 * hour });
    const payment_data = { amount: 100, notice_number: "301000000000000001" };
    const fields = { feature_level_type: "ADVANCED", content: { ...content, payment_data } };
    const ids: string[] = [];
    for (let i = 0; i < 60; i++) ids.push(idOf(await send(fields, { key: "premium" })));
    const standard = idOf(await send({}, { key: "premium" }));
    const readings = async () => {
      const replies = await Promise.all(ids.map((id) => status(id, person, { key: "premium" })));
      return replies.map(({ body }) => body as unknown as { read_status?: string; payment_status?: string });
    };

    expect((await readings()).some((reading) => "read_status" in reading)).toBe(false);
    sandbox.advance(hour);
    for (const reading of await readings()) {
      expect(reading).toMatchObject({ read_status: expect.stringMatching(/^UN/), payment_status: "NOT_PAID" });
    }
    sandbox.advance(hour);
    const late = await readings();
    const paid = late.filter((reading) => reading.payment_status === "PAID").length;
    expect(paid).toBeGreaterThan(0);
    expect(paid).toBeLessThan(60);
    expect(
      late.every((reading) => reading.read_status === "UNAVAILABLE" || /^(UN)?READ$/.test(reading.read_status ?? "")),
    ).toBe(true);
    expect((await status(standard, person, { key: "premium" })).body).not.toHaveProperty("read_status");
  });
});

describe("state file", () => {
  function stateFile(): string {
    const folder = mkdtempSync(join(tmpdir(), "flussio-sandbox-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return join(folder, "inside", "sandbox.txt");
  }

  it("keeps messages over a restart, and the new ones apart from them", async () => {
    const path = stateFile();
    const before = await runSandbox({ stateFile: path, processedAfterMs: 0 });
    const kept = idOf(await before.send({ time_to_live: 7200 }));
    const failed = idOf(await before.send({ fiscal_code: "FLLCRL59H21Z999K" }));
    await before.sandbox.close();

    const after = await runSandbox({ stateFile: path, processedAfterMs: 0 });
    const reply = await after.status(kept);
    expect(statusOf(reply)).toBe("PROCESSED");
    expect(reply.body?.message).toMatchObject({ id: kept, time_to_live: 7200 });
    expect(statusOf(await after.status(failed, "FLLCRL59H21Z999K"))).toBe("FAILED");
    expect((await after.status(kept, person, { key: "sandbox-valdirovo-ticket" })).status).toBe(403);
    const fresh = idOf(await after.send());
    expect([kept, failed]).not.toContain(fresh);
    expect(after.sandbox.messagesOf(person).map((message) => message.id)).toEqual([fresh, kept]);
  });

  it("survives half a line and lines that make no sense", async () => {
    const path = stateFile();
    const before = await runSandbox({ stateFile: path, processedAfterMs: 0 });
    const kept = idOf(await before.send());
    const torn = idOf(await before.send());
    await before.sandbox.close();
    writeFileSync(path, `${readFileSync(path, "utf8").trimEnd().slice(0, -30)}\nwhat is this?`);

    const middle = await runSandbox({ stateFile: path, processedAfterMs: 0 });
    expect((await middle.status(kept)).status).toBe(200);
    expect((await middle.status(torn)).status).toBe(404);
    const added = idOf(await middle.send());
    await middle.sandbox.close();

    const after = await runSandbox({ stateFile: path, processedAfterMs: 0 });
    expect((await after.status(added)).status).toBe(200);
    expect((await after.status(kept)).status).toBe(200);
  });

  it("is emptied by a reset", async () => {
    const path = stateFile();
    const running = await runSandbox({ stateFile: path, processedAfterMs: 0 });
    const forgotten = idOf(await running.send());
    running.sandbox.reset();
    expect((await running.status(forgotten)).status).toBe(404);
    const kept = idOf(await running.send());
    await running.sandbox.close();

    const sandbox = createSandbox({ stateFile: path, population: everyone });
    expect(sandbox.messagesOf(person).map((message) => message.id)).toEqual([kept]);
    await sandbox.close();
  });
});
