import type { Permission } from "@/db/states";
import type { ServiceCode } from "./services";

type Role = { name: string; permissions: Permission[]; services: ServiceCode[] };

/** What each office may do, and with which services. */
export const demoRoles = [
  {
    name: "Amministratori",
    permissions: ["compose", "send", "approve", "administer"],
    services: ["TRIB", "ANAG", "TICK", "REFE"],
  },
  { name: "Ufficio Tributi", permissions: ["compose", "send"], services: ["TRIB", "ANAG"] },
  { name: "Ufficio Anagrafe – solo preparazione", permissions: ["compose"], services: ["ANAG"] },
  { name: "Azienda Sanitaria", permissions: ["compose", "send", "approve"], services: ["TICK", "REFE"] },
  { name: "Dirigenza del Comune", permissions: ["approve"], services: ["TRIB", "ANAG"] },
] as const satisfies readonly { [K in keyof Role]: Readonly<Role[K]> }[];

export type RoleName = (typeof demoRoles)[number]["name"];

type Account = { username: string; password: string; name: string; role: RoleName; description: string };

/** The operators of the demo; they sign in only on the embedded database. */
export const accounts = [
  {
    username: "ammin",
    password: "prova-flussio-1",
    name: "Teresa Amoretti",
    role: "Amministratori",
    description: "amministra, prepara, invia e approva per tutti i servizi",
  },
  {
    username: "tributi",
    password: "prova-flussio-2",
    name: "Bruno Serafini",
    role: "Ufficio Tributi",
    description: "prepara e invia per i due servizi del Comune",
  },
  {
    username: "anagrafe",
    password: "prova-flussio-3",
    name: "Nadia Pozzi",
    role: "Ufficio Anagrafe – solo preparazione",
    description: "prepara per un servizio, non può inviare",
  },
  {
    username: "sanita",
    password: "prova-flussio-4",
    name: "Dario Venturi",
    role: "Azienda Sanitaria",
    description: "prepara, invia e approva per i due servizi dell'Azienda Sanitaria",
  },
  {
    username: "dirigente",
    password: "prova-flussio-5",
    name: "Livia Castaldi",
    role: "Dirigenza del Comune",
    description: "approva gli invii dei due servizi del Comune, senza preparare né inviare",
  },
] as const satisfies readonly Account[];

export type Username = (typeof accounts)[number]["username"];

/** The account of a username. */
export function account(username: Username) {
  const found = accounts.find((one) => one.username === username);
  if (!found) throw new Error(`No demo account ${username}`);
  return found;
}
