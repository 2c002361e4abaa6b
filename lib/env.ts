import { z } from "zod";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

const variables = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: "indirizzo di PostgreSQL, per esempio postgres://utente:password@host/flussio",
  }),
  APPIO_URL: z.url({ protocol: /^https?$/ }).default("https://api.io.pagopa.it/api/v1"),
  INNGEST_BASE_URL: z.url({ protocol: /^https?$/ }),
  INNGEST_EVENT_KEY: z.string().min(1),
  INNGEST_SIGNING_KEY: z.string().min(1),
  AUTH_SECRET: z.string().min(32, "almeno 32 caratteri casuali"),
  /** Seals the subscription keys at rest: 32 random bytes in base64. */
  FLUSSIO_KEY: z.string().refine((key) => Buffer.from(key, "base64").length === 32, "32 byte casuali in base64"),
  /** Where notices are mailed through, smtp:// or smtps://; without it they are in the console only. */
  FLUSSIO_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "per esempio smtps://utente:password@posta.example:465" })
    .optional(),
  FLUSSIO_MAIL_FROM: z.string().min(3).optional(),
  /** The address at which operators reach the console: mails lead to it. */
  FLUSSIO_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Set by the launcher when the database is its own; only there do the demo accounts work. */
  FLUSSIO_EMBEDDED: flag,
  /** Set by the launcher when App IO is its sandbox: the console says so on every page. */
  FLUSSIO_SANDBOX: flag,
});

const schema = variables.superRefine((given, ctx) => {
  if (!given.FLUSSIO_SMTP_URL) return;
  for (const name of ["FLUSSIO_MAIL_FROM", "FLUSSIO_PUBLIC_URL"] as const) {
    if (!given[name]) ctx.addIssue({ code: "custom", path: [name], message: "serve insieme a FLUSSIO_SMTP_URL" });
  }
});

export type Env = z.output<typeof schema>;

let parsed: Env | undefined;

/** The checked environment of this process; throws an error that names every wrong variable, never its value. */
export function env(): Env {
  parsed ??= parse(process.env);
  return parsed;
}

/** Where notices are mailed through; null = nowhere. */
export function mailServer() {
  const { FLUSSIO_SMTP_URL: smtpUrl, FLUSSIO_MAIL_FROM: from, FLUSSIO_PUBLIC_URL: publicUrl } = env();
  return smtpUrl && from && publicUrl ? { smtpUrl, from, publicUrl } : null;
}

export function parse(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(
    `Configurazione non valida. Correggi queste variabili d'ambiente (vedi README):\n${lines.join("\n")}`,
  );
}
