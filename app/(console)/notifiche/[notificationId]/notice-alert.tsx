"use client";

import { useEffect, useRef } from "react";
import { Alert } from "@/app/ui/alert";
import type { Notice } from "../notice";

/** How the last action ended; takes the focus, so that it is read first. */
export function NoticeAlert({ notice: { tone, sentences } }: { notice: Notice }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="form-outcome">
      <Alert tone={tone} live>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Alert>
    </div>
  );
}
