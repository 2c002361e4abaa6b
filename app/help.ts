/** The screens that have a page of help, and its address after /guida/. */
export const helpSlugs = [
  "cruscotto",
  "gestione-flussi",
  "flusso",
  "importazione",
  "modelli",
  "invia-flusso",
  "esiti-e-correzioni",
  "notifica",
  "archivio-notifiche",
  "programmazione",
  "approvazione",
  "servizi",
  "enti",
  "operatori-e-ruoli",
  "applicazioni",
  "registro",
] as const;
export type HelpSlug = (typeof helpSlugs)[number];

/** Routes, a dynamic part being "*": whatever lies below one and is not named itself has its help. */
const routes: readonly (readonly [route: string, help: HelpSlug])[] = [
  ["/flussi/*/importa", "importazione"],
  ["/flussi/*/testo", "modelli"],
  ["/flussi/*/invia", "invia-flusso"],
  ["/flussi/*/ritenta", "esiti-e-correzioni"],
  ["/flussi/*/incerte", "esiti-e-correzioni"],
  ["/flussi/archivio", "gestione-flussi"],
  ["/flussi/nuovo", "flusso"],
  ["/flussi/*", "flusso"],
  ["/flussi", "gestione-flussi"],
  ["/notifiche/archivio", "archivio-notifiche"],
  ["/notifiche/*", "notifica"],
  ["/notifiche", "archivio-notifiche"],
  ["/modelli", "modelli"],
  ["/applicazioni", "applicazioni"],
  ["/registro", "registro"],
  ["/servizi", "servizi"],
  ["/enti", "enti"],
  ["/operatori", "operatori-e-ruoli"],
  ["/ruoli", "operatori-e-ruoli"],
  ["/profilo", "operatori-e-ruoli"],
  ["/avvisi", "cruscotto"],
];

/** The page of help for an address of the console; none for those that have none, such as the guide itself. */
export function helpOf(path: string): HelpSlug | undefined {
  if (path === "/") return "cruscotto";
  const parts = path.split("/");
  const leads = (route: string) => route.split("/").every((part, place) => part === "*" || part === parts[place]);
  return routes.find(([route]) => leads(route) && parts.length >= route.split("/").length)?.[1];
}
