import {
  addressIsGood,
  type ButtonKind,
  buttonKinds,
  type MessageButton,
  splitBody,
  splitFrontMatter,
  tidyAddress,
  withButtons,
} from "../appio/cta";
import { tidyBody, tidySubject } from "./content";

export const buttonFields = ["cta1Text", "cta1Kind", "cta1Address", "cta2Text", "cta2Kind", "cta2Address"] as const;
export type ButtonField = (typeof buttonFields)[number];
export type TypedButtons = Partial<Record<ButtonField, string>>;

/** The fields of each button, in the order of the phone. */
export const buttonPlaces = [
  { text: "cta1Text", kind: "cta1Kind", address: "cta1Address" },
  { text: "cta2Text", kind: "cta2Kind", address: "cta2Address" },
] as const satisfies readonly Record<"text" | "kind" | "address", ButtonField>[];

export type ButtonFault = {
  field: ButtonField;
  /** `by-hand`: the text begins with buttons of its own, and there is room for one front matter. */
  code: "text-missing" | "address-missing" | "address-wrong" | "by-hand";
  kind: ButtonKind;
};

/** The buttons that are filled in, and what is wrong with them. */
export function readButtons(typed: TypedButtons, body: string): { buttons: MessageButton[]; faults: ButtonFault[] } {
  const buttons: MessageButton[] = [];
  const faults: ButtonFault[] = [];
  for (const place of buttonPlaces) {
    const kind = buttonKinds.find((one) => one === typed[place.kind]) ?? "web";
    const text = tidySubject(typed[place.text] ?? "");
    const address = tidyAddress(kind, typed[place.address] ?? "");
    if (text === "" && address === "") continue;
    const button = { text, kind, address };
    if (text === "") faults.push({ field: place.text, code: "text-missing", kind });
    if (address === "") faults.push({ field: place.address, code: "address-missing", kind });
    else if (!addressIsGood(button)) faults.push({ field: place.address, code: "address-wrong", kind });
    if (splitFrontMatter(tidyBody(body)).yaml !== null) faults.push({ field: place.text, code: "by-hand", kind });
    buttons.push(button);
  }
  return { buttons, faults };
}

/** The body that is stored and counted: the text with its buttons before it; without a text there is none. */
export function bodyOfTyped(body: string, typed: TypedButtons): string {
  const text = tidyBody(body);
  const { buttons } = readButtons(typed, text);
  return text === "" || splitFrontMatter(text).yaml !== null ? text : tidyBody(withButtons(text, buttons));
}

/** A stored body as the fields take it; buttons that they cannot express stay in the text. */
export function typedBody(body: string): TypedButtons & { body: string } {
  const { text, buttons } = splitBody(body);
  const typed: TypedButtons = {};
  buttons.forEach((button, index) => {
    const place = buttonPlaces[index];
    if (place)
      Object.assign(typed, { [place.text]: button.text, [place.kind]: button.kind, [place.address]: button.address });
  });
  return { ...typed, body: text };
}
