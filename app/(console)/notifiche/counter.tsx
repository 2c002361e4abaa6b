"use client";

import { count, number } from "@/app/italian/format";
import { splitFrontMatter } from "@/lib/appio/cta";
import { tidySubject } from "@/lib/notifications/content";
import { bodyOfTyped } from "@/lib/notifications/typed-buttons";
import { useDraft } from "./draft";

type Typed = Record<string, string>;

/** What is counted of each field: the buttons count as part of the body. */
const counted = {
  subject: ({ subject = "" }: Typed) => tidySubject(subject),
  body: (typed: Typed) => bodyOfTyped(typed.body ?? "", typed),
};

/** How long the text is in UTF-16 units, as App IO counts it. Aloud, only when it becomes too short, too long or right. */
export function Counter({
  name,
  limits,
}: {
  name: keyof typeof counted;
  limits: { minimum: number; maximum: number };
}) {
  const text = counted[name](useDraft());
  const { length } = text;
  const buttons = name === "body" ? splitFrontMatter(text).end : 0;
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
        {number(length)} di {number(maximum)} caratteri{buttons > 0 && `, di cui ${number(buttons)} dei pulsanti`}
        {advice}
      </span>
      <span className="visually-hidden" role="status">
        {length === 0 ? "" : wrong ? `Testo ${wrong}` : "Lunghezza giusta"}
      </span>
    </>
  );
}
