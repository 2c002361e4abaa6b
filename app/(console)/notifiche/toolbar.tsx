"use client";

import { useRef } from "react";
import { Icon } from "@/app/ui/sprite-icon";
import { type FormatName, formats } from "./formatting";

const buttons: readonly { format: FormatName; label: string; face: React.ReactNode }[] = [
  { format: "bold", label: "Grassetto", face: <b>B</b> },
  { format: "italic", label: "Corsivo", face: <i>I</i> },
  { format: "heading", label: "Titolo", face: "H" },
  { format: "list", label: "Elenco", face: <Icon name="it-list" className="icon-sm" /> },
  { format: "link", label: "Collegamento", face: <Icon name="it-link" className="icon-sm" /> },
];

/** Formats the selection of the text area that has `controls` as id. */
export function Toolbar({ controls }: { controls: string }) {
  const bar = useRef<HTMLFieldSetElement>(null);

  const apply = (name: FormatName) => {
    const area = bar.current?.form?.elements.namedItem(controls);
    if (!(area instanceof HTMLTextAreaElement)) return;
    const { from, to, insert, select } = formats[name](area.value, area.selectionStart, area.selectionEnd);
    area.focus();
    area.setSelectionRange(from, to);
    // The old command is the only way that keeps "undo" working; it also fires the input event.
    if (!document.execCommand("insertText", false, insert)) {
      area.setRangeText(insert, from, to, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    area.setSelectionRange(...select);
  };

  return (
    <fieldset ref={bar} className="format-bar" aria-label="Formattazione del contenuto" aria-controls={controls}>
      {buttons.map(({ format, label, face }) => (
        <button key={format} type="button" title={label} aria-label={label} onClick={() => apply(format)}>
          {face}
        </button>
      ))}
    </fieldset>
  );
}
