import type { ComponentType, ReactNode } from "react";
import type { HelpSlug } from "@/app/help";

/** The help of one screen: what it is for, what one does there, what can go wrong and what to do then. */
export type HelpPage = {
  title: string;
  lead: string;
  /** Where the screen is; none for those that belong to a record. */
  open?: { href: string; label: string };
  steps: readonly ReactNode[];
  troubles: readonly (readonly [trouble: string, answer: ReactNode])[];
  /** Tables of words. */
  More?: ComponentType;
  see: readonly HelpSlug[];
};
