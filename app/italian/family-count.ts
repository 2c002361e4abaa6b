import type { Family } from "@/lib/notifications/state";
import { count } from "./format";

const words: Record<Family, [one: string, many: string]> = {
  available: ["disponibile nell'app", "disponibili nell'app"],
  pending: ["in corso", "in corso"],
  unreachable: ["non raggiungibile", "non raggiungibili"],
  "to-retry": ["da ritentare", "da ritentare"],
  "to-correct": ["da correggere", "da correggere"],
  uncertain: ["con esito incerto", "con esito incerto"],
};

/** 27 disponibili nell'app, 1 non raggiungibile */
export const familyCount = (family: Family, n: number) => count(n, ...words[family]);
