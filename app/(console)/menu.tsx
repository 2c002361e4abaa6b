"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const items = [
  { href: "/", label: "Cruscotto" },
  { href: "/flussi", label: "Gestione Flussi" },
  { href: "/notifiche", label: "Archivio Notifiche" },
  { href: "/guida", label: "Guida Rapida" },
] as const;

/** The menu; the room where the operator is now is marked. */
export function Menu() {
  const path = usePathname();
  const isCurrent = (href: string) => (href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`));
  return (
    <nav className="console-menu" aria-label="Menu principale">
      <ul>
        {items.map(({ href, label }) => (
          <li key={href}>
            <Link href={href} aria-current={isCurrent(href) ? "page" : undefined}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
