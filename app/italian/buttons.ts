import type { ButtonKind } from "@/lib/appio/cta";
import type { ButtonFault } from "@/lib/notifications/typed-buttons";

/** What a button opens, and how the clerk gives its address. */
export const buttonKindWords: Record<ButtonKind, { label: string; address: string; hint: string }> = {
  web: {
    label: "Pagina web",
    address: "Indirizzo della pagina",
    hint: "Come https://www.comune.it/pagina.",
  },
  service: {
    label: "Scheda del servizio su IO",
    address: "ID del servizio su App IO",
    hint: "Si legge nel BackOffice IO, come 01HZX3V4K5.",
  },
  email: { label: "E-mail", address: "Indirizzo e-mail", hint: "Come ufficio@comune.it." },
  phone: { label: "Telefonata", address: "Numero di telefono", hint: "Come 0112345678." },
  sms: { label: "SMS", address: "Numero di telefono", hint: "Come 3331234567." },
};

export function wordButtonFault({ code, kind }: ButtonFault): string {
  const { address, hint } = buttonKindWords[kind];
  const sentences: Record<ButtonFault["code"], string> = {
    "text-missing": "Manca il testo del pulsante. Per non avere il pulsante, svuota anche l'indirizzo.",
    "address-missing": `Manca: ${lowerFirst(address)}. Per non avere il pulsante, svuota anche il testo.`,
    "address-wrong": `${address}: così il pulsante non apre nulla. ${hint}`,
    "by-hand": "Il contenuto comincia già con pulsanti scritti a mano, tra due ---: tieni quelli o questi.",
  };
  return sentences[code];
}

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
