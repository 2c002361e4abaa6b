import { env } from "@/lib/env";

/** Ambiente: which App IO all the services of this installation talk to. */
export const environmentName = () =>
  env().FLUSSIO_SANDBOX
    ? "App IO simulato: nessun messaggio arriva ai telefoni"
    : `App IO, ${new URL(env().APPIO_URL).host}`;
