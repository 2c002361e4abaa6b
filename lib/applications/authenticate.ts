import { BlockList, isIP } from "node:net";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { applicationKeys, applicationServices, applications } from "@/db/schema/applications";
import { services } from "@/db/schema/services";
import { type Permission, permissions } from "@/db/states";
import type { Application } from "../context";
import { hashOf, matches, readKey } from "./key";

export type Authenticated = { application: Application; keyId: string; rateLimit: number };

/** Compared with when there is no such key, so that both answers take the same time. */
const decoy = hashOf("no application has this secret");

/**
 * The application behind a key, with the services of now; null for a key that is wrong, revoked, of a disabled
 * application, or used from elsewhere than its addresses, without saying which. `address`: who calls; null = unknown.
 */
export async function authenticateApplication(
  db: Db,
  input: { key: string; address: string | null },
): Promise<Authenticated | null> {
  const key = readKey(input.key);
  const rows = key ? await grantedTo(db, key.id) : [];
  const [first] = rows;
  if (!matches(key?.secret ?? "", first?.hash ?? decoy) || !key || !first) return null;
  if (first.addresses.length > 0 && !isAmong(input.address, first.addresses)) return null;
  const ids = rows.flatMap(({ serviceId }) => (serviceId ? [serviceId] : []));
  const allowed: readonly Permission[] = first.maySend ? ["compose", "send"] : ["compose"];
  return {
    keyId: key.id,
    rateLimit: first.rateLimit,
    application: {
      kind: "application",
      id: first.id,
      // No operator has a blank in his name: who did it cannot be mistaken.
      name: `applicazione ${first.name}`,
      grants: new Map(permissions.map((permission) => [permission, allowed.includes(permission) ? ids : []])),
      services: ids,
      administers: false,
    },
  };
}

/** A row for each service. */
const grantedTo = (db: Db, keyId: string) =>
  db
    .select({
      hash: applicationKeys.hash,
      id: applications.id,
      name: applications.name,
      maySend: applications.maySend,
      addresses: applications.addresses,
      rateLimit: applications.rateLimit,
      serviceId: services.id,
    })
    .from(applicationKeys)
    .innerJoin(applications, and(eq(applications.id, applicationKeys.applicationId), eq(applications.disabled, false)))
    .leftJoin(applicationServices, eq(applicationServices.applicationId, applications.id))
    .leftJoin(services, eq(services.id, applicationServices.serviceId))
    .where(and(eq(applicationKeys.id, keyId), isNull(applicationKeys.revokedAt)));

function isAmong(address: string | null, allowed: readonly string[]): boolean {
  const family = familyOf(address ?? "");
  if (!address || !family) return false;
  const list = new BlockList();
  for (const one of allowed) {
    const [network = "", bits] = one.split("/");
    const kind = familyOf(network);
    if (kind && bits) list.addSubnet(network, Number(bits), kind);
    else if (kind) list.addAddress(network, kind);
  }
  return list.check(address, family);
}

const familyOf = (address: string) => (({ 0: null, 4: "ipv4", 6: "ipv6" }) as const)[isIP(address) as 0 | 4 | 6];
