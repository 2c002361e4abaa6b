import "./notifiche.css";
import type { ReactNode } from "react";

export default function NotificationsLayout({ children }: { children: ReactNode }) {
  return children;
}
