"use client";

import { count, number } from "@/app/italian/format";
import { tidyBody, tidySubject } from "@/lib/notifications/content";
import { useDraft } from "./draft";

const tidy = { subject: tidySubject, body: tidyBody };

/** How long the text is in UTF-16 units, as App IO counts it. Aloud, only when it becomes too short, too long or right. */
export function Counter({ name, limits }: { name: keyof typeof tidy; limits: { minimum: number; maximum: number } }) {
  const { length } = tidy[name](useDraft()[name] ?? "");
  const { minimum, maximum } = limits;
  const wrong = length < minimum ? "troppo corto" : length > maximum ? "troppo lungo" : "";
  const advice =
    length < minimum
      ? `: ne ${minimum - length === 1 ? "manca" : "mancano"} ${number(minimum - length)}`
      : length > maximum
        ? `: ${count(length - maximum, "carattere", "caratteri")} di troppo`
        : "";
  return (
    <>
      <span className={wrong && length > 0 ? "counter wrong" : "counter"}>
        {number(length)} di {number(maximum)} caratteri{advice}
      </span>
      <span className="visually-hidden" role="status">
        {length === 0 ? "" : wrong ? `Testo ${wrong}` : "Lunghezza giusta"}
      </span>
    </>
  );
}
