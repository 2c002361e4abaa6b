"use client";

import { ActionButton, type ActionButtonProps } from "@/app/ui/action-button";
import { contentForm } from "./content-form";

/** For what sends the notification as it is stored: it stays still while the page holds corrections not saved. */
export function SavedOnlyButton(props: Omit<ActionButtonProps, "hindrance">) {
  return <ActionButton {...props} hindrance={whyUnsaved} />;
}

function whyUnsaved(): string | undefined {
  const form = document.forms.namedItem(contentForm);
  const unsaved = form !== null && ("unsaved" in form.dataset || [...form.elements].some(isChanged));
  return unsaved
    ? "Hai modifiche non salvate: premi Aggiorna prima di inviare, oppure ricarica la pagina per lasciarle."
    : undefined;
}

function isChanged(control: Element): boolean {
  // The value of a box to tick is not its state, and is not its default either.
  if (control instanceof HTMLInputElement && control.type === "checkbox")
    return control.checked !== control.defaultChecked;
  // A list in which nothing was chosen from the start shows its first option.
  if (control instanceof HTMLSelectElement)
    return (
      control.selectedIndex !==
      Math.max(
        [...control.options].findIndex((option) => option.defaultSelected),
        0,
      )
    );
  const typed = control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement;
  return typed && control.value !== control.defaultValue;
}
