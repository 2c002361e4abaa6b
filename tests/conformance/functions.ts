import { setTimeout as delay } from "node:timers/promises";
import { eventType, type Inngest, NonRetriableError, RetryAfterError, staticSchema } from "inngest";
import type { Diary } from "./app";

type Data = { key: string; part: number; n: number; tenant: string; order: string };

const trigger = (client: Inngest, name: string, rule?: string) => {
  const event = eventType(`${client.id}/${name}`, { schema: staticSchema<Data>() });
  return { event, if: rule };
};

/** Each function notes in the diary what it does, under the `key` of its event. Event names start with the app's id. */
export function mainFunctions(client: Inngest, diary: Diary) {
  const on = (name: string, rule?: string) => trigger(client, name, rule);

  return [
    client.createFunction({ id: "simple", triggers: on("simple") }, async ({ event, runId }) => {
      diary.note(`${event.data.key} ran`, { data: event.data, runId });
      return { fine: true };
    }),

    client.createFunction({ id: "three-steps", triggers: on("three-steps") }, async ({ event, step }) => {
      const { key } = event.data;
      const note = (name: string, value: number) => () => {
        diary.note(`${key} ${name}`);
        return { value };
      };
      const a = await step.run("a", note("a", 1));
      const b = await step.run("b", note("b", a.value + 1));
      const c = await step.run("c", note("c", b.value + 1));
      diary.note(`${key} sum`, a.value + b.value + c.value);
    }),

    client.createFunction({ id: "sleep", triggers: on("sleep") }, async ({ event, step }) => {
      const { key } = event.data;
      await step.run("before", () => diary.note(`${key} before`));
      await step.sleep("pause", "2s");
      await step.sleepUntil("a-time", new Date(Date.now() + 1000));
      await step.run("after", () => diary.note(`${key} after`));
    }),

    client.createFunction({ id: "fan-out", triggers: on("fan-out") }, async ({ event, step }) => {
      const parts = [1, 2, 3, 4, 5].map((part) => ({ name: `${client.id}/part`, data: { key: event.data.key, part } }));
      const { ids } = await step.sendEvent("send", parts);
      await step.run("sent", () => diary.note(`${event.data.key} sent`, ids.length));
    }),
    client.createFunction({ id: "part", triggers: on("part") }, async ({ event }) => {
      diary.note(`${event.data.key} part`, event.data.part);
    }),

    client.createFunction({ id: "retry-after", triggers: on("retry-after") }, async ({ event, step, attempt }) => {
      const { key } = event.data;
      await step.run("first", () => diary.note(`${key} first`));
      await step.run("stumbles", () => {
        diary.note(`${key} stumbles`, attempt);
        if (diary.count(`${key} stumbles`) === 1) throw new RetryAfterError("not yet", "2s");
      });
      await step.run("last", () => diary.note(`${key} last`));
    }),

    client.createFunction(
      {
        id: "gives-up",
        triggers: on("gives-up"),
        retries: 1,
        onFailure: ({ event, error }) => {
          diary.note(`${event.data.event.data.key} failure`, { name: event.name, error: error.message });
        },
      },
      async ({ event, step }) => {
        await step.run("never", () => {
          diary.note(`${event.data.key} tried`);
          throw new RetryAfterError("never works", "1s");
        });
      },
    ),

    client.createFunction(
      {
        id: "non-retriable",
        triggers: on("non-retriable"),
        onFailure: ({ event, error, runId }) => {
          const { event: original, run_id } = event.data;
          diary.note(`${original.data.key} failure`, { error: error.message, other: runId !== run_id });
        },
      },
      async ({ event, step }) => {
        await step.run("breaks", () => {
          diary.note(`${event.data.key} tried`);
          throw new NonRetriableError("broken for good");
        });
      },
    ),

    client.createFunction({ id: "catches", triggers: on("catches") }, async ({ event, step }) => {
      const { key } = event.data;
      const caught = await step
        .run("breaks", () => {
          diary.note(`${key} tried`);
          throw new NonRetriableError("broken for good");
        })
        .catch((error: Error) => error.message);
      await step.run("goes-on", () => diary.note(`${key} went on`, caught));
    }),

    client.createFunction({ id: "parallel", triggers: on("parallel") }, async ({ event, step }) => {
      const { key } = event.data;
      const branch = (name: string, value: number) =>
        step.run(name, () => {
          diary.note(`${key} ${name}`);
          return value;
        });
      const [a, b, c] = await Promise.all([branch("a", 1), branch("b", 2), branch("c", 3), step.sleep("nap", "1s")]);
      await step.run("join", () => diary.note(`${key} join`, a + b + c));
    }),
  ];
}

/** The rest of what our functions use; one app has them. */
export function furtherFunctions(client: Inngest, diary: Diary) {
  const on = (name: string, rule?: string) => trigger(client, name, rule);
  const inFlight = new Map<string, number>();

  return [
    client.createFunction({ id: "plain-error", triggers: on("plain-error") }, async ({ event, step }) => {
      await step.run("stumbles", () => {
        diary.note(`${event.data.key} tried`);
        if (diary.count(`${event.data.key} tried`) === 1) throw new Error("a passing trouble");
      });
      await step.run("done", () => diary.note(`${event.data.key} done`));
    }),

    client.createFunction(
      { id: "limited", triggers: on("limited"), concurrency: [{ limit: 2, key: "event.data.tenant" }] },
      async ({ event, step }) => {
        await step.run("work", async () => {
          const { key, tenant } = event.data;
          const change = (by: number) => inFlight.set(tenant, (inFlight.get(tenant) ?? 0) + by).get(tenant);
          const together = change(1);
          await delay(300);
          change(-1);
          diary.note(`${key} ${tenant}`, together);
        });
      },
    ),

    client.createFunction(
      {
        id: "cancellable",
        triggers: on("cancellable"),
        cancelOn: [{ event: `${client.id}/cancel`, if: "event.data.key == async.data.key" }],
      },
      async ({ event, step }) => {
        await step.run("begin", () => diary.note(`${event.data.key} began`));
        await step.sleep("pause", "6s");
        await step.run("end", () => diary.note(`${event.data.key} ended`));
      },
    ),

    client.createFunction(
      { id: "filtered", triggers: on("filtered", "event.data.n > 5 && event.data.kind == 'a'") },
      async ({ event }) => {
        diary.note(`${event.data.key} n`, event.data.n);
      },
    ),

    client.createFunction(
      { id: "idempotent", triggers: on("idempotent"), idempotency: "event.data.order" },
      async ({ event }) => {
        diary.note(`${event.data.key} ${event.data.order}`);
      },
    ),

    client.createFunction({ id: "many-steps", triggers: on("many-steps") }, async ({ event, step }) => {
      let sum = 0;
      for (let n = 1; n <= 300; n++) {
        sum += await step.run(`add-${n}`, () => {
          diary.note(`${event.data.key} step`);
          return n;
        });
      }
      diary.note(`${event.data.key} sum`, sum);
    }),

    client.createFunction({ id: "long-step", triggers: on("long-step") }, async ({ event, step }) => {
      await step.run("long", async () => {
        diary.note(`${event.data.key} long`);
        await delay(12_000);
      });
      await step.run("next", () => diary.note(`${event.data.key} next`));
    }),

    client.createFunction({ id: "cron", triggers: [{ cron: "TZ=Europe/Rome * * * * *" }] }, async ({ event }) => {
      diary.note("cron", event.name);
    }),
  ];
}
