"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { stamp } from "../italian/format";

/** On paper only: what page this is and when it was printed. */
export function PrintStamp() {
  const path = usePathname();
  const [printed, setPrinted] = useState("");
  useEffect(() => {
    const write = () => setPrinted(`${location.origin}${path} · stampato alle ${stamp(new Date())}`);
    write();
    addEventListener("beforeprint", write);
    return () => removeEventListener("beforeprint", write);
  }, [path]);
  return <p className="print-stamp">FlussIO · {printed}</p>;
}
