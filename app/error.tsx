"use client";

import { Fault } from "./ui/fault";

export default function RootError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="console-main">
      <Fault {...props} />
    </main>
  );
}
