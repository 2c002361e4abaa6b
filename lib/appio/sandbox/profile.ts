import { hash, share } from "@/lib/appio/sandbox/hash";
import { type SandboxService, testFiscalCode } from "@/lib/appio/sandbox/services";

/** "blocked" answers `sender_allowed: false`; "not-on-io" answers 404. */
export type Reach = "allowed" | "blocked" | "not-on-io";

export interface Population {
  /** Share of fiscal codes without a profile. */
  readonly notOnIo: number;
  /** Share of the profiles that have refused a given service. */
  readonly blocked: number;
}

/** About a third of citizens is not on IO; the demo is kinder. */
export const demoPopulation: Population = { notOnIo: 0.2, blocked: 0.07 };

/** Share of the profiles that have accepted a given service, when they must accept it first. */
const acceptedManually = 0.4;

/** Whether a fiscal code can be reached by a service: always the same answer for the same pair. */
export function reachOf(fiscalCode: string, service: SandboxService, population: Population): Reach {
  if (fiscalCode === testFiscalCode) return "allowed";
  if (share(fiscalCode) < population.notOnIo) return "not-on-io";
  const allowed = service.mode === "MANUAL" ? acceptedManually : 1 - population.blocked;
  return share(`${service.serviceId}${fiscalCode}`) < allowed ? "allowed" : "blocked";
}

/** Most profiles read Italian, one in ten another language first. */
export function languagesOf(fiscalCode: string): readonly string[] {
  const draw = hash(`language ${fiscalCode}`) % 40;
  return [["de_DE"], ["en_GB"], ["en_GB", "it_IT"], ["fr_FR"]][draw] ?? ["it_IT"];
}
