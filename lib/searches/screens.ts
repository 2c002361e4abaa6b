/** The screens that keep searches: Gestione Flussi and Archivio Notifiche. */
export const searchScreens = ["flows", "notifications"] as const;
export type SearchScreen = (typeof searchScreens)[number];

/** What the name of a search may be long. */
export const NAME_LENGTH = 60;

/** What was filled in: the query of the list, and the personal criteria under the names of their fields. */
export type Criteria = Record<string, string>;
