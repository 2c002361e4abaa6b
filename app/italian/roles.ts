import { count } from "./format";

/** "preparare e inviare · 2 servizi", under the name of a role. */
export const roleReach = (verbs: string, services: number) =>
  `${verbs} · ${services === 0 ? "nessun servizio" : count(services, "servizio", "servizi")}`;

/** Why a role cannot be deleted. */
export const roleHeld = (holders: number) =>
  `Il ruolo è assegnato a ${count(holders, "operatore", "operatori")}: toglilo prima a chi lo ha.`;

export const deleteRoleTitle = (name: string) => `Eliminare il ruolo ${name}?`;
export const deleteRoleBody = "Nessuno lo ha: eliminandolo nessun operatore cambia ciò che può fare.";

/** What is worth knowing of a service beside its name. */
export const serviceNote = ({ disabled, testing }: { disabled: boolean; testing: boolean }) =>
  `${testing ? " · in prova" : ""}${disabled ? " · disabilitato" : ""}`;
