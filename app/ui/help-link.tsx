"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { helpOf } from "../help";
import { Icon } from "./sprite-icon";

/** Aiuto: always in the same place, it leads to the page of the guide that is about this screen. */
export function HelpLink() {
  const help = helpOf(usePathname());
  if (!help) return null;
  return (
    <Link className="help-link" href={`/guida/${help}`}>
      <Icon name="it-help-circle" className="icon-sm" /> Aiuto<span className="visually-hidden"> su questa pagina</span>
    </Link>
  );
}
