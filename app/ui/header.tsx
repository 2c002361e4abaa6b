import Link from "next/link";
import type { ReactNode } from "react";
import { SkipLink } from "./skip-link";
import { Icon } from "./sprite-icon";

/** The header of the design system, compact: the ente above, the product with the user's corner, the menu below. */
export function Header({
  organizations,
  simulated = false,
  user,
  menu,
}: {
  organizations: readonly string[];
  /** App IO is the sandbox: said on every page, so that nobody takes a trial for a send, nor a send for a trial. */
  simulated?: boolean;
  user?: ReactNode;
  menu?: ReactNode;
}) {
  return (
    <>
      <SkipLink />
      <header className="it-header-wrapper">
        <div className="it-header-slim-wrapper">
          <div className="it-header-slim-wrapper-content">
            <span className="navbar-brand">{organizations.join(" · ") || "Nessun ente"}</span>
            {simulated && <span className="simulated">App IO simulato: nessun messaggio arriva ai telefoni</span>}
            {user}
          </div>
        </div>
        <div className="it-nav-wrapper">
          <div className="it-header-center-wrapper it-small-header">
            <div className="it-header-center-content-wrapper">
              <div className="it-brand-wrapper">
                <Link href="/">
                  <Icon name="it-horn" className="brand-icon" />
                  <span className="it-brand-text">
                    <span className="it-brand-title">FlussIO</span>
                    <span className="it-brand-tagline">Invii massivi attraverso App IO</span>
                  </span>
                </Link>
              </div>
              {menu}
            </div>
          </div>
        </div>
      </header>
    </>
  );
}
