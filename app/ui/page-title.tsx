import "./page-title.css";
import type { ReactNode } from "react";
import { Breadcrumb } from "./breadcrumb";
import { HelpLink } from "./help-link";

/** Breadcrumb and the h1 of a page, with what belongs beside it. */
export function PageTitle({
  title,
  crumbs,
  children,
}: {
  title: string;
  /** The rooms above this page, after Amministrazione del Sistema / App.IO. */
  crumbs: readonly { label: string; href: string }[];
  children?: ReactNode;
}) {
  return (
    <>
      <div className="page-path">
        <Breadcrumb crumbs={[...crumbs, { label: title }]} />
        <HelpLink />
      </div>
      <div className="page-title">
        <h1>{title}</h1>
        {children}
      </div>
    </>
  );
}
