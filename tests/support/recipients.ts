import { demoPopulation, reachOf } from "@/lib/appio/sandbox/profile";
import { createRegistry } from "@/lib/appio/sandbox/services";
import { fiscalCodeOf } from "./people";

/** Invented people whom the sandbox lets the service of this key write to; always the same ones, in the same order. */
export function* recipientsOf(key: string): Generator<string, never> {
  const service = createRegistry([], true).find(key);
  if (!service) throw new Error("the sandbox knows keys that begin with sandbox-");
  for (let n = 0; ; n++) {
    const fiscalCode = fiscalCodeOf(n);
    if (reachOf(fiscalCode, service, demoPopulation) === "allowed") yield fiscalCode;
  }
}

export const subject = "Avviso di prova dal banco";
export const body =
  "Gentile cittadina, gentile cittadino, questo è un messaggio di prova del banco di FlussIO: non chiede nulla e non porta scadenze.";
