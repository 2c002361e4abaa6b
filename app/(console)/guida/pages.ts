import type { HelpSlug } from "@/app/help";
import { applicationsHelp } from "./schermate/applicazioni";
import { approvalHelp } from "./schermate/approvazione";
import { archiveHelp } from "./schermate/archivio-notifiche";
import { dashboardHelp } from "./schermate/cruscotto";
import { organizationsHelp } from "./schermate/enti";
import { outcomesHelp } from "./schermate/esiti-e-correzioni";
import { flowHelp } from "./schermate/flusso";
import { flowSearchHelp } from "./schermate/gestione-flussi";
import type { HelpPage } from "./schermate/help-page";
import { importHelp } from "./schermate/importazione";
import { sendHelp } from "./schermate/invia-flusso";
import { modelsHelp } from "./schermate/modelli";
import { notificationHelp } from "./schermate/notifica";
import { operatorsHelp } from "./schermate/operatori-e-ruoli";
import { scheduleHelp } from "./schermate/programmazione";
import { registerHelp } from "./schermate/registro";
import { servicesHelp } from "./schermate/servizi";

/** The help of each screen, by its address after /guida/. */
export const helpPages: Record<HelpSlug, HelpPage> = {
  cruscotto: dashboardHelp,
  "gestione-flussi": flowSearchHelp,
  flusso: flowHelp,
  importazione: importHelp,
  modelli: modelsHelp,
  "invia-flusso": sendHelp,
  "esiti-e-correzioni": outcomesHelp,
  notifica: notificationHelp,
  "archivio-notifiche": archiveHelp,
  programmazione: scheduleHelp,
  approvazione: approvalHelp,
  servizi: servicesHelp,
  enti: organizationsHelp,
  "operatori-e-ruoli": operatorsHelp,
  applicazioni: applicationsHelp,
  registro: registerHelp,
};
