import type { DemoFlow } from "./flows";
import type { OutcomeName } from "./outcomes";

type DemoSingle = Pick<DemoFlow, "service" | "text" | "by" | "context" | "key"> & { age: number; outcome: OutcomeName };

const protocol = { service: "ANAG", text: "protocollo", by: "tributi", context: "PROTOCOLLO" } as const;

/** Notifications of no flow. */
export const singles: readonly DemoSingle[] = [
  { ...protocol, age: 58, outcome: "available", key: "2026/001842" },
  { ...protocol, age: 51, outcome: "available", key: "2026/001977" },
  { ...protocol, age: 44, outcome: "notOnIo", key: "2026/002044" },
  { ...protocol, age: 37, outcome: "available", key: "2026/002113" },
  { ...protocol, age: 30, outcome: "corrected", key: "2026/002190" },
  { ...protocol, age: 18, outcome: "blocked", key: "2026/002301" },
  { ...protocol, age: 8, outcome: "available", key: "2026/002455" },
  { ...protocol, age: 2, outcome: "timeout", key: "2026/002518" },
  { service: "TRIB", text: "tari", by: "tributi", age: 25, outcome: "available" },
  { service: "TRIB", text: "canone", by: "tributi", age: 17, outcome: "overLimit" },
  { service: "TRIB", text: "tari", by: "ammin", age: 11, outcome: "failed" },
  { service: "TRIB", text: "imu", by: "tributi", age: 4, outcome: "available" },
  { service: "ANAG", text: "carta", by: "anagrafe", age: 1, outcome: "waiting" },
  { service: "TICK", text: "ticket", by: "sanita", age: 22, outcome: "available" },
  { service: "TICK", text: "ticket", by: "sanita", age: 14, outcome: "rejected" },
  { service: "REFE", text: "appuntamento", by: "sanita", age: 7, outcome: "available" },
  { service: "REFE", text: "appuntamento", by: "sanita", age: 3, outcome: "invalid" },
];
