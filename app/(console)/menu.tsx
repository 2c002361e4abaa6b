"use client";

import "./menu.css";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type KeyboardEvent, useRef } from "react";

/** `administers`: only for whoever administers, under Amministrazione. */
const items: readonly { href: string; label: string; administers?: true }[] = [
  { href: "/", label: "Cruscotto" },
  { href: "/flussi", label: "Gestione Flussi" },
  { href: "/notifiche", label: "Archivio Notifiche" },
  { href: "/modelli", label: "Modelli" },
  { href: "/guida", label: "Guida Rapida" },
  { href: "/servizi", label: "Servizi", administers: true },
  { href: "/enti", label: "Enti", administers: true },
  { href: "/operatori", label: "Operatori", administers: true },
  { href: "/ruoli", label: "Ruoli", administers: true },
  { href: "/applicazioni", label: "Applicazioni", administers: true },
  { href: "/registro", label: "Registro", administers: true },
];

/** The menu; the room where the operator is now is marked. */
export function Menu({ administers }: { administers: boolean }) {
  const path = usePathname();
  const isCurrent = (href: string) => (href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`));
  const linkOf = ({ href, label }: (typeof items)[number]) => (
    <li key={href}>
      <Link href={href} aria-current={isCurrent(href) ? "page" : undefined}>
        {label}
      </Link>
    </li>
  );
  const reserved = items.filter((item) => item.administers);
  return (
    <>
      <nav className="console-menu wide" aria-label="Menu principale">
        <ul>
          {items.filter((item) => !item.administers).map(linkOf)}
          {administers && (
            <li>
              {/* The key closes it when a link was followed. */}
              <Group key={path} label="Amministrazione" current={reserved.some(({ href }) => isCurrent(href))}>
                <ul>{reserved.map(linkOf)}</ul>
              </Group>
            </li>
          )}
        </ul>
      </nav>
      {/* On a phone all of it is behind one word; of the two only one is there at a time (menu.css). */}
      <details key={path} className="console-menu narrow">
        <summary>Menu</summary>
        <nav aria-label="Menu principale">
          <ul>{items.filter((item) => administers || !item.administers).map(linkOf)}</ul>
        </nav>
      </details>
    </>
  );
}

/** Items behind a disclosure, which Esc and leaving it close. */
function Group({ label, current, children }: { label: string; current: boolean; children: React.ReactNode }) {
  const group = useRef<HTMLDetailsElement>(null);
  const close = () => group.current?.removeAttribute("open");
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !group.current?.open) return;
    close();
    group.current.querySelector("summary")?.focus();
  };
  return (
    <details
      ref={group}
      onKeyDown={closeByKey}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || close()}
    >
      <summary aria-current={current || undefined}>{label}</summary>
      {children}
    </details>
  );
}
