/** The code that the ente gives each service of lib/appio/sandbox/demo-services.ts. */
const codes = {
  "Tributi comunali": "TRIB",
  "Anagrafe e certificati": "ANAG",
  "Ticket sanitari": "TICK",
  "Prenotazioni e referti": "REFE",
} as const;

export type ServiceCode = (typeof codes)[keyof typeof codes];

export function codeOfService(name: string): ServiceCode {
  const code: ServiceCode | undefined = Object.entries(codes).find(([known]) => known === name)?.[1];
  if (!code) throw new Error(`No code for the service ${name}`);
  return code;
}
