/**
 * What the demo finds on the sandbox: two invented enti with two services each. The seed of FlussIO registers the same
 * services with the same keys, so a demo send meets the limits declared here.
 */
export interface DemoOrganization {
  readonly name: string;
  /** 11 digits with a right check digit, in a range that is not assigned. */
  readonly fiscalCode: string;
}

export interface DemoService {
  readonly serviceId: string;
  readonly name: string;
  readonly organization: DemoOrganization;
  /** The key that the demo uses, then the secondary one. */
  readonly keys: readonly [string, string];
  /** Euro cents; 0 refuses every payment notice. */
  readonly maxPaymentAmount: number;
  readonly requireSecureChannels: boolean;
}

const comune: DemoOrganization = { name: "Comune di Borgofiorito", fiscalCode: "00000010009" };
const azienda: DemoOrganization = { name: "Azienda Sanitaria della Valdirovo", fiscalCode: "00000020008" };

export const demoOrganizations: readonly DemoOrganization[] = [comune, azienda];

export const demoServices: readonly DemoService[] = [
  {
    serviceId: "01SANDB0XTR1BVT10000000001",
    name: "Tributi comunali",
    organization: comune,
    keys: ["sandbox-borgofiorito-tributi", "sandbox-borgofiorito-tributi-2"],
    maxPaymentAmount: 1_000_000,
    requireSecureChannels: false,
  },
  {
    serviceId: "01SANDB0XANAGRAFE000000002",
    name: "Anagrafe e certificati",
    organization: comune,
    keys: ["sandbox-borgofiorito-anagrafe", "sandbox-borgofiorito-anagrafe-2"],
    maxPaymentAmount: 0,
    requireSecureChannels: false,
  },
  {
    serviceId: "01SANDB0XT1CKET00000000003",
    name: "Ticket sanitari",
    organization: azienda,
    keys: ["sandbox-valdirovo-ticket", "sandbox-valdirovo-ticket-2"],
    maxPaymentAmount: 1_000_000,
    requireSecureChannels: false,
  },
  {
    serviceId: "01SANDB0XREFERT10000000004",
    name: "Prenotazioni e referti",
    organization: azienda,
    keys: ["sandbox-valdirovo-referti", "sandbox-valdirovo-referti-2"],
    maxPaymentAmount: 1_000_000,
    requireSecureChannels: true,
  },
];
