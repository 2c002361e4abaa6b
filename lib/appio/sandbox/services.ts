import { hash } from "@/lib/appio/sandbox/hash";

/** The groups of the gateway user, which the backend checks before anything else (appio.md §2 and §3). */
export type Group =
  | "ApiLimitedProfileRead"
  | "ApiMessageRead"
  | "ApiMessageReadAdvanced"
  | "ApiMessageWrite"
  | "ApiMessageWriteAdvanced"
  | "ApiMessageWriteEUCovidCert"
  | "ApiMessageWriteWithPayee"
  | "ApiLimitedMessageWrite"
  | "ApiThirdPartyMessageWrite";

export interface SandboxService {
  readonly serviceId: string;
  readonly name: string;
  /** Primary and secondary: each of them *is* the service. */
  readonly keys: readonly string[];
  /** The gateway user: its services share one call budget. */
  readonly organization: string;
  /** 11 digits; the payee of every payment notice. */
  readonly organizationFiscalCode: string;
  /** Euro cents. */
  readonly maxPaymentAmount: number;
  readonly requireSecureChannels: boolean;
  /** How citizens choose senders: all until they refuse (AUTO, LEGACY), or none until they accept (MANUAL). */
  readonly mode: "AUTO" | "MANUAL" | "LEGACY";
  readonly groups: ReadonlySet<Group>;
  readonly authorizedRecipients: ReadonlySet<string>;
  /** Our address is not among its `authorized_cidrs`. */
  readonly cidrsRefused: boolean;
  /** Not approved yet: profiles answer 403 except for the authorized recipients. */
  readonly draft: boolean;
  /** The key has no service behind it. */
  readonly orphan: boolean;
}

/** What accounts made by the Backoffice get (appio.md §3). */
const ordinary: readonly Group[] = ["ApiMessageWrite", "ApiMessageRead", "ApiLimitedProfileRead"];
const premium: readonly Group[] = [...ordinary, "ApiMessageWriteAdvanced", "ApiMessageReadAdvanced"];

/** Always among the authorized recipients, always reachable (appio.md §3). */
export const testFiscalCode = "AAAAAA00A00A000A";

export type ServiceInput = Partial<Omit<SandboxService, "groups" | "authorizedRecipients">> & {
  readonly keys: readonly string[];
  readonly groups?: readonly Group[];
  readonly authorizedRecipients?: readonly string[];
  /** A trial account of the old portal: it writes to its authorized recipients only. */
  readonly limited?: boolean;
};

/** A service with every trait decided; what is not said is that of an approved service. */
export function serviceOf(input: ServiceInput): SandboxService {
  const { limited = false, groups = ordinary, authorizedRecipients = [], ...traits } = input;
  const identity =
    input.serviceId ??
    `01SANDB0X${hash(input.keys[0] ?? "")
      .toString()
      .padStart(17, "0")}`;
  return {
    name: identity,
    organization: identity,
    organizationFiscalCode: "00000010009",
    maxPaymentAmount: 1_000_000,
    requireSecureChannels: false,
    mode: "AUTO",
    cidrsRefused: false,
    draft: false,
    orphan: false,
    ...traits,
    serviceId: identity,
    groups: new Set(limited ? [...groups, "ApiLimitedMessageWrite"] : groups),
    authorizedRecipients: new Set([...authorizedRecipients, testFiscalCode]),
  };
}

/** Traits that an open key declares after its name: `sandbox-<ente>-<servizio>.limited.no-payments`. */
const declared: Readonly<Record<string, Partial<ServiceInput>>> = {
  "no-payments": { maxPaymentAmount: 0 },
  cidr: { cidrsRefused: true },
  draft: { draft: true },
  limited: { limited: true },
  manual: { mode: "MANUAL" },
  orphan: { orphan: true },
  premium: { groups: premium },
  secure: { requireSecureChannels: true },
};

/** A key that nobody registered, for free trials: same `<ente>`, same budget. */
function openService(key: string): SandboxService {
  const [name = key, ...traits] = key.split(".");
  const input: ServiceInput = { name, keys: [key], organization: name.split("-")[1] || name };
  return serviceOf(Object.assign(input, ...traits.map((trait) => declared[trait])));
}

/** key → service. With `open`, any other key that starts with `sandbox-` is a service too. */
export function createRegistry(services: readonly ServiceInput[], open: boolean) {
  const byKey = new Map<string, SandboxService>();
  for (const input of services) {
    const service = serviceOf(input);
    for (const key of service.keys) byKey.set(key, service);
  }
  return {
    find(key: string): SandboxService | undefined {
      const known = byKey.get(key);
      if (known || !open || !key.startsWith("sandbox-")) return known;
      const service = openService(key);
      byKey.set(key, service);
      return service;
    },
  };
}
