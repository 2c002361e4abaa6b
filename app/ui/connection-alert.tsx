"use client";

import { useSyncExternalStore } from "react";
import { Alert } from "./alert";

function subscribe(changed: () => void) {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}

/** Without a network the page still looks alive: whoever presses a button must know that nothing arrives. */
export function ConnectionAlert() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div aria-live="assertive">
      {!online && (
        <Alert tone="warning" title="Questo computer non è collegato alla rete.">
          <p>
            Quello che vedi può essere superato, e ciò che premi non arriva a FlussIO. Gli invii già cominciati
            continuano.
          </p>
        </Alert>
      )}
    </div>
  );
}
