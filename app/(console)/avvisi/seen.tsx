"use client";

import { startTransition, useEffect, useState } from "react";
import { untouched } from "@/app/ui/form-state";
import { see } from "./actions";

/** What is on the page has been seen: the number in the header goes, and those that come later are new. */
export function Seen({ upTo }: { upTo: number }) {
  useEffect(() => {
    const form = new FormData();
    form.set("upTo", String(upTo));
    startTransition(async () => {
      await see(untouched, form);
    });
  }, [upTo]);
  return null;
}

/** A notice that was new when the page was opened stays so until it is left. */
export function Fresh({ fresh }: { fresh: boolean }) {
  const [was] = useState(fresh);
  return was ? <span className="badge state-badge state-info">Nuovo</span> : null;
}
