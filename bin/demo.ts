import { open, type Tx } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import { flows, imports } from "@/db/schema/flows";
import { attempts, notifications } from "@/db/schema/notifications";
import { operatorRoles, operators, roleServices, roles } from "@/db/schema/operators";
import { budgets, organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import { demoOrganizations, demoServices } from "@/lib/appio/sandbox/demo-services";
import { testFiscalCode } from "@/lib/fiscal-code";
import { hashPassword } from "@/lib/operators/password";
import { sealKey } from "@/lib/services/key";
import { accounts, demoRoles } from "./demo/accounts";
import { pastFlows, sendingFlow } from "./demo/flows";
import { past } from "./demo/past";
import { codeOfService, type ServiceCode } from "./demo/services";

/** Who may sign in on a first start with the embedded database, for the launcher to print. */
export const demoAccounts: { username: string; password: string; description: string }[] = accounts.map(
  ({ username, password, description }) => ({ username, password, description }),
);

/**
 * Fills an empty database with the demo; does nothing when there is an ente already. `sealingKey`: FLUSSIO_KEY.
 * `sending`: add a flow In invio that the engine will really send; only with the sandbox as App IO.
 */
export async function seed(url: string, options: { sealingKey: string; sending: boolean }): Promise<void> {
  const { sql, db } = open(url, { max: 1 });
  try {
    await db.transaction(async (tx) => {
      // Two starts at once: the second waits here and then finds the ente.
      await tx.execute("select pg_advisory_xact_lock(20260228)");
      if ((await tx.$count(organizations)) > 0) return;
      const hashes = await Promise.all(accounts.map(({ password }) => hashPassword(password)));
      const now = new Date();
      const serviceIds = await addServices(tx, options.sealingKey);
      await addOperators(tx, serviceIds, hashes);
      const made = past(options.sending ? [...pastFlows, sendingFlow] : pastFlows, serviceIds, now);
      await tx.insert(flows).values(made.flows);
      await tx.insert(imports).values(made.imports);
      for (const group of groupsOf(made.notifications)) await tx.insert(notifications).values(group);
      for (const group of groupsOf(made.attempts)) await tx.insert(attempts).values(group);
      await tx.insert(auditEntries).values(made.audit);
    });
  } finally {
    await sql.end();
  }
}

const audited = { createdBy: "demo", updatedBy: "demo" };

async function addServices(tx: Tx, sealingKey: string): Promise<Record<ServiceCode, string>> {
  const ids: Partial<Record<ServiceCode, string>> = {};
  for (const organization of demoOrganizations) {
    const budget = one(await tx.insert(budgets).values({}).returning({ id: budgets.id }));
    const { name, fiscalCode } = organization;
    const ente = one(
      await tx
        .insert(organizations)
        .values({ name, fiscalCode, budgetId: budget.id, ...audited })
        .returning({ id: organizations.id }),
    );
    for (const service of demoServices.filter((candidate) => candidate.organization.fiscalCode === fiscalCode)) {
      const code = codeOfService(service.name);
      const [key] = service.keys;
      const added = one(
        await tx
          .insert(services)
          .values({
            organizationId: ente.id,
            code,
            name: service.name,
            appioServiceId: service.serviceId,
            sealedKey: sealKey(key, sealingKey),
            maxPaymentAmount: service.maxPaymentAmount,
            requireSecureChannels: service.requireSecureChannels,
            testFiscalCodes: code === "ANAG" || code === "TRIB" ? [testFiscalCode] : [],
            ...audited,
          })
          .returning({ id: services.id }),
      );
      ids[code] = added.id;
    }
  }
  return { TRIB: known(ids.TRIB), ANAG: known(ids.ANAG), TICK: known(ids.TICK), REFE: known(ids.REFE) };
}

async function addOperators(tx: Tx, serviceIds: Record<ServiceCode, string>, hashes: string[]) {
  const people = await tx
    .insert(operators)
    .values(
      accounts.map(({ username, name }, index) => ({
        username,
        name,
        passwordHash: known(hashes[index]),
        demo: true,
        ...audited,
      })),
    )
    .returning({ id: operators.id, username: operators.username });
  for (const { name, permissions, services: codes } of demoRoles) {
    const role = one(
      await tx
        .insert(roles)
        .values({ name, permissions: [...permissions], ...audited })
        .returning({ id: roles.id }),
    );
    await tx.insert(roleServices).values(codes.map((code) => ({ roleId: role.id, serviceId: serviceIds[code] })));
    const holders = accounts.filter((account) => account.role === name).map(({ username }) => username as string);
    await tx
      .insert(operatorRoles)
      .values(
        people
          .filter(({ username }) => holders.includes(username))
          .map(({ id }) => ({ operatorId: id, roleId: role.id })),
      );
  }
}

/** A statement takes 65,534 values at most. */
function groupsOf<Row>(rows: Row[]): Row[][] {
  const size = 500;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, group) =>
    rows.slice(group * size, (group + 1) * size),
  );
}

const one = <Row>(rows: Row[]): Row => known(rows[0]);

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The demo refers to something that is not there");
  return value;
}
