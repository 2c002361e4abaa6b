import { expect, test } from "vitest";
import { verbsOf, youMay } from "@/app/italian/permissions";

test("permissions are said as verbs", () => {
  expect(verbsOf(["compose", "send", "approve"])).toBe("preparare, inviare e approvare");
  expect(youMay(["compose"])).toBe("Puoi preparare per:");
  expect(youMay([])).toBe("Puoi solo consultare per:");
});
