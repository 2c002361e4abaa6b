import Link from "next/link";
import { Fragment } from "react";

/** Amministrazione del Sistema / App.IO / … ; the last crumb is the page itself. */
export function Breadcrumb({ crumbs }: { crumbs: readonly { label: string; href?: string }[] }) {
  const path = [{ label: "Amministrazione del Sistema" }, { label: "App.IO", href: "/" }, ...crumbs];
  return (
    <nav className="breadcrumb-container" aria-label="Percorso di navigazione">
      <ol className="breadcrumb">
        {path.map((crumb, index) => {
          const last = index === path.length - 1;
          return (
            <li
              key={crumb.label}
              className={`breadcrumb-item ${last ? "active" : ""}`}
              aria-current={last ? "page" : undefined}
            >
              {"href" in crumb && crumb.href && !last ? <Link href={crumb.href}>{crumb.label}</Link> : crumb.label}
              {!last && (
                <Fragment>
                  {" "}
                  <span className="separator" aria-hidden>
                    /
                  </span>
                </Fragment>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
