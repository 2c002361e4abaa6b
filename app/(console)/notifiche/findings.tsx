"use client";

import { useDeferredValue, useMemo } from "react";
import { count } from "@/app/italian/format";
import { wordFinding } from "@/app/italian/markdown";
import { wordPersonalData } from "@/app/italian/personal-data";
import { Icon } from "@/app/ui/sprite-icon";
import { isError, lintBody } from "@/lib/appio/markdown";
import { tidyBody, tidySubject } from "@/lib/notifications/content";
import { findPersonalData } from "@/lib/notifications/personal-data";
import { useDraft } from "./draft";

type Sentence = { text: string; error: boolean };

/** What the phone would not show as it is written. The lines are those of the text area, blanks before it included. */
export function BodyFindings() {
  const body = useDeferredValue(useDraft().body ?? "");
  const sentences = useMemo(() => {
    const skipped = body.slice(0, body.length - body.trimStart().length).split("\n").length - 1;
    return lintBody(tidyBody(body)).map(({ code, lines }) => ({
      text: wordFinding({ code, lines: lines.map((line) => line + skipped) }),
      error: isError({ code, lines }),
    }));
  }, [body]);
  return <Findings about="sul contenuto" sentences={sentences} />;
}

/** What should not be read on a locked screen. */
export function SubjectFindings() {
  const { subject = "", fiscalCode = "" } = useDraft();
  const kinds = findPersonalData(tidySubject(subject), fiscalCode);
  return (
    <Findings
      about="sull'oggetto"
      sentences={kinds.length === 0 ? [] : [{ text: wordPersonalData(kinds), error: false }]}
    />
  );
}

/** Aloud only how many they are, when that changes. */
function Findings({ about, sentences }: { about: string; sentences: readonly Sentence[] }) {
  return (
    <>
      {sentences.length > 0 && (
        <ul className="findings">
          {sentences.map(({ text, error }) => (
            <li key={text} className={error ? "wrong" : undefined}>
              <Icon name={error ? "it-error" : "it-warning-circle"} className="icon-sm" />
              <span>
                <strong>{error ? "Errore" : "Attenzione"}</strong> · {text}
              </span>
            </li>
          ))}
        </ul>
      )}
      <span className="visually-hidden" role="status">
        {sentences.length === 0 ? "" : `${count(sentences.length, "avviso", "avvisi")} ${about}`}
      </span>
    </>
  );
}
