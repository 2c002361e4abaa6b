import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { notifications } from "@/db/schema/notifications";
import type { NotificationState, Reason } from "@/db/states";
import { familyOfRow } from "@/lib/notifications/search";
import type { Family } from "@/lib/notifications/state";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

it.each<[NotificationState, Reason | null, string | null, Family]>([
  ["registered", null, null, "pending"],
  ["transmitting", null, null, "pending"],
  ["sent", null, "ACCEPTED", "pending"],
  ["sent", null, "SOMETHING_NEW", "pending"],
  ["sent", null, "PROCESSED", "available"],
  ["error", "uncertain", null, "uncertain"],
  ["error", "failed", "FAILED", "to-retry"],
  ["error", "no-answer", null, "to-retry"],
  ["error", "recipient-forbidden", null, "to-retry"],
  ["error", "invalid-content", null, "to-correct"],
  ["unreachable", "not-on-io", null, "unreachable"],
  ["unreachable", "rejected", "REJECTED", "unreachable"],
])("%s %s %s is %s", async (state, reason, deliveryStatus, family) => {
  const [row] = await world.fill(null, (await world.service()).id, 1, { state, reason, deliveryStatus });
  const [found] = await world.db
    .select({ family: familyOfRow })
    .from(notifications)
    .where(eq(notifications.id, row!.id));
  expect(found).toEqual({ family });
});
